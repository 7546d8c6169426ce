// Two phones that settle a show: what one shows the other's camera sees, and a name is drawn by hand.
import { eventually, openDevice } from './lib.mjs';

/** A deal as most of them settle: 80 % of what is left, and never less than €1,000. */
export const VERSUS = {
  status: 'accepted',
  currency: 'EUR',
  type: 'versus',
  guarantee_minor: 100_000,
  share: 0.8,
  basis: 'net',
  guarantee_place: 'outside',
  tax_mode: 'none',
  comp_rule: 'free',
};

/** A phone whose camera sees whatever picture is held before it. */
export async function openPhone(ota, { theme = 'light', at } = {}) {
  const device = await openDevice(ota, { size: 'phone', theme, at });
  // the page as it comes to rest is judged, not an animation towards it
  await device.page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
  await device.context.addInitScript(() => {
    const canvas = document.createElement('canvas');
    canvas.width = canvas.height = 480;
    window.holdBefore = (url) =>
      new Promise((resolve) => {
        const picture = new Image();
        picture.onload = () => {
          const context = canvas.getContext('2d');
          context.fillStyle = 'gray';
          context.fillRect(0, 0, 480, 480);
          context.drawImage(picture, 24, 24, 432, 432);
          resolve();
        };
        picture.src = url;
      });
    if (!navigator.mediaDevices) return; // about:blank has none
    navigator.mediaDevices.getUserMedia = async () => canvas.captureStream(15);
  });
  return device;
}

/** Where no tap led to the camera, it is asked for. */
export const startCamera = ({ page }) => page.getByRole('button', { name: /^Scan / }).click();

/** Holds the codes of one phone before the camera of the other until it has read them all. */
export async function scan(from, to, done) {
  await from.page.locator('parcel-view canvas[data-part]').waitFor();
  await to.page.locator('qr-scanner video').waitFor();
  await eventually(
    async () => {
      if (await done.isVisible()) return true;
      const url = await from.page.locator('parcel-view canvas').evaluate((one) => one.toDataURL());
      await to.page.evaluate((picture) => window.holdBefore(picture), url);
      return undefined;
    },
    'the codes to be read',
    30_000,
  );
}

export const balanceOn = (device, euros) =>
  device.page.locator(`[data-balance="${euros * 100}"]`).waitFor();

/** Writes one name as a finger does. */
export async function draw(device) {
  const box = await device.page.locator('signature-pad svg').boundingBox();
  const at = (x, y) => [box.x + box.width * x, box.y + box.height * y];
  await device.page.mouse.move(...at(0.1, 0.6));
  await device.page.mouse.down();
  for (const [x, y] of [
    [0.2, 0.3],
    [0.3, 0.7],
    [0.45, 0.3],
    [0.6, 0.65],
    [0.8, 0.4],
  ])
    await device.page.mouse.move(...at(x, y), { steps: 4 });
  await device.page.mouse.up();
}

/** The promoter's own figures go over to the manager's phone, where `undisputed` (minor) is told. */
export async function answer(promoter, manager, undisputed) {
  const { page } = manager;
  await promoter.page.getByRole('button', { name: 'Answer with these figures' }).click();
  await promoter.page.getByText('Show them your figures').waitFor();
  await page.locator('sheet-dialog').getByRole('button', { name: 'Take their answer' }).click();
  await scan(promoter, manager, page.locator(`[data-undisputed="${undisputed}"]`));
}

/** Amends what was signed, with what changes on its screen; answers the versions of the server. */
export async function amend(device, owner, reason, change = async () => {}) {
  const { page } = device;
  await page.getByRole('button', { name: 'Amend it' }).click();
  await page.getByLabel('Why').fill(reason);
  await page.getByRole('button', { name: 'Begin a new version' }).click();
  await page.getByText(reason).first().waitFor();
  await change();
  await page.getByRole('button', { name: 'Present to the promoter' }).click();
  await device.on('Settlement, version 2');
  return eventually(async () => {
    const found = await owner.client
      .from('settlements')
      .select('version,status,reason,amends_id,balance_minor')
      .order('version');
    return found.data.some(({ status }) => status === 'presented') ? found.data : undefined;
  }, 'the second version on the server');
}
