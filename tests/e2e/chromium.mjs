// How Debian's Chromium is started, by the end-to-end tests and by the measurements of bench/.

export const LAUNCH = {
  executablePath: process.env.OTA_CHROMIUM ?? '/usr/bin/chromium',
  // what it needs as root, and without which it would ask the world on its own
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--lang=en-GB',
  ],
};
