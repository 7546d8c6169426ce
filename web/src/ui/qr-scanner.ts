// <qr-scanner>: takes a parcel from another phone: by camera, from a picture or file, or pasted.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { Parcel } from '../lib/parcel';
import { CodeReader } from '../lib/qr';
import { icon } from './icon';
import { LightElement } from './light-element';
import './qr.css';
import '../styles/fields.css';

const LOOK_EVERY_MS = 90;
const FILE_BYTES_MAX = 20_000_000;

type Camera = 'off' | 'asking' | 'on' | 'refused';

/** Fires `received` with the text of a whole parcel. */
@customElement('qr-scanner')
export class QrScanner extends LightElement {
  @property() what = 'the code on their phone';
  /** the camera is asked for at once: a tap led here for nothing else */
  @property({ type: Boolean }) starts = false;
  @state() private camera: Camera = 'off';
  @state() private have = 0;
  @state() private count = 0;
  @state() private problem = '';
  @query('video') private readonly video: HTMLVideoElement | undefined | null;
  readonly #reader = new CodeReader();
  #parcel = new Parcel();
  #stream: MediaStream | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stop();
  }

  protected override firstUpdated(): void {
    if (this.starts) void this.#start();
  }

  #stop(): void {
    clearTimeout(this.#timer);
    for (const track of this.#stream?.getTracks() ?? []) track.stop();
    this.#stream = undefined;
    this.camera = 'off';
  }

  async #start(): Promise<void> {
    this.camera = 'asking';
    this.problem = '';
    try {
      const video = { facingMode: 'environment', width: { ideal: 1280 } };
      const stream = await navigator.mediaDevices.getUserMedia({ video });
      this.#stream = stream;
      this.camera = 'on';
      await this.updateComplete;
      if (!this.video || !this.isConnected) return this.#stop();
      this.video.srcObject = stream;
      await this.video.play();
      this.#look();
    } catch {
      this.#stop();
      this.camera = 'refused';
    }
  }

  #look(): void {
    this.#timer = setTimeout(() => void this.#see(), LOOK_EVERY_MS);
  }

  async #see(): Promise<void> {
    if (!this.#stream || !this.video) return;
    const text = this.video.videoWidth > 0 ? await this.#reader.read(this.video) : undefined;
    if (text !== undefined) await this.#take(text);
    if (this.#stream) this.#look();
  }

  async #take(text: string): Promise<void> {
    const taken = this.#parcel.take(text);
    this.have = this.#parcel.have;
    this.count = this.#parcel.count;
    if (taken === 'foreign') this.problem = 'That is not a code of OTA.';
    else this.problem = '';
    if (!this.#parcel.isWhole) return;
    const opened = await this.#parcel.open();
    this.#parcel = new Parcel();
    this.have = this.count = 0;
    if (!opened.ok) {
      this.problem = opened.problem.message;
      return;
    }
    this.#stop();
    this.dispatchEvent(new CustomEvent<string>('received', { detail: opened.value }));
  }

  readonly #paste = (event: Event): void => {
    const field = event.currentTarget;
    if (field instanceof HTMLTextAreaElement && field.value.trim()) void this.#take(field.value);
  };

  readonly #file = (event: Event): void => {
    const field = event.currentTarget;
    if (!(field instanceof HTMLInputElement)) return;
    void this.#takeFiles([...(field.files ?? [])]).then(() => (field.value = ''));
  };

  async #takeFiles(files: readonly File[]): Promise<void> {
    for (const file of files) {
      if (file.size > FILE_BYTES_MAX) {
        this.problem = 'This file is too large.';
        continue;
      }
      const text = file.type.startsWith('image/')
        ? await createImageBitmap(file)
            .then((picture) => this.#reader.read(picture))
            .catch(() => undefined)
        : await file.text();
      if (text === undefined) this.problem = `No code was found on ${file.name}.`;
      else await this.#take(text);
    }
  }

  #progress(): TemplateResult | typeof nothing {
    if (this.count < 2) return nothing;
    return html`<p>
      <progress max=${this.count} value=${this.have} aria-label="Codes read"></progress>
      <span class="figures">${this.have} of ${this.count} read</span>
    </p>`;
  }

  #camera(): TemplateResult {
    if (this.camera === 'on')
      return html`<video playsinline muted aria-label="What the camera sees"></video>
        <button type="button" class="button plain" @click=${() => this.#stop()}>
          Stop the camera
        </button>`;
    return html`<button
        type="button"
        class="button primary wide"
        ?disabled=${this.camera === 'asking'}
        @click=${() => this.#start()}
      >
        ${icon('camera')}Scan ${this.what}
      </button>
      ${
        this.camera === 'refused'
          ? html`<p class="error" role="alert">
              The camera is not to be had. Allow it in the browser, or take the text or a picture
              below.
            </p>`
          : nothing
      }`;
  }

  protected override render(): TemplateResult {
    return html`<div class="scanner stack">
      ${this.#camera()}
      <div role="status">${this.#progress()}</div>
      ${this.problem ? html`<p class="error" role="alert">${this.problem}</p>` : nothing}
      <details class="fold">
        <summary>${icon('forward')}Without a camera</summary>
        <div class="stack">
          <div class="field">
            <div class="label-line"><label for="qr-text">Paste the text</label></div>
            <textarea id="qr-text" rows="3" autocomplete="off" @input=${this.#paste}></textarea>
          </div>
          <label class="button"
            >${icon('file')}Open a file or pictures<input
              class="visually-hidden"
              type="file"
              multiple
              accept="text/plain,image/*,.ota"
              @change=${this.#file}
          /></label>
        </div>
      </details>
    </div>`;
  }
}
