// QR codes drawn and read. The only door to the QR library, which is loaded when one is shown or
// scanned; where the browser reads codes itself, it does.

interface Detector {
  detect(source: CanvasImageSource): Promise<readonly { readonly rawValue: string }[]>;
}

interface DetectorClass {
  new (options: { formats: readonly string[] }): Detector;
  getSupportedFormats(): Promise<readonly string[]>;
}

/** The squares of a code, true for dark, with its quiet border. */
export async function drawCode(text: string): Promise<readonly (readonly boolean[])[]> {
  const { encodeQR } = await import('qr');
  return encodeQR(text, 'raw', { ecc: 'medium', border: 3 });
}

/** What the code on a picture says; undefined when there is none to be read. */
export async function readCode(picture: ImageData): Promise<string | undefined> {
  const { decodeQR } = await import('qr/decode.js');
  try {
    return decodeQR(picture);
  } catch {
    return undefined; // no code on this one: the next one will do
  }
}

async function ownDetector(): Promise<Detector | undefined> {
  const known = (globalThis as { BarcodeDetector?: DetectorClass }).BarcodeDetector;
  try {
    const formats = (await known?.getSupportedFormats()) ?? [];
    return known && formats.includes('qr_code') ? new known({ formats: ['qr_code'] }) : undefined;
  } catch {
    return undefined;
  }
}

const WIDTH_MAX = 720;

function pictureOf(source: HTMLVideoElement | ImageBitmap, canvas: HTMLCanvasElement): ImageData {
  const [width, height] =
    source instanceof HTMLVideoElement
      ? [source.videoWidth, source.videoHeight]
      : [source.width, source.height];
  const scale = Math.min(1, WIDTH_MAX / Math.max(width, height, 1));
  canvas.width = Math.max(1, Math.round(width * scale));
  canvas.height = Math.max(1, Math.round(height * scale));
  const context = canvas.getContext('2d', { willReadFrequently: true });
  context?.drawImage(source, 0, 0, canvas.width, canvas.height);
  return context?.getImageData(0, 0, canvas.width, canvas.height) ?? new ImageData(1, 1);
}

/** Reads what a camera sees, or a picture, one at a time. */
export class CodeReader {
  readonly #canvas = document.createElement('canvas');
  readonly #own = ownDetector();

  async read(source: HTMLVideoElement | ImageBitmap): Promise<string | undefined> {
    const own = await this.#own;
    if (own) {
      const [found] = await own.detect(source).catch(() => []);
      return found?.rawValue;
    }
    return readCode(pictureOf(source, this.#canvas));
  }
}
