// The show day on two phones: a delay ripples without a network, each reads what concerns them, a
// printed sheet says whether it is right. With OTA_SCREENSHOTS=1 it also renews its pictures.
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { chapters, end, judge, openDevice, picture, startServer } from './lib.mjs';

const test = chapters();
const id = (part, n) => `019a0000-0000-7000-${part}-${String(n).padStart(12, '0')}`;
const DEMO = id('8002', 1);
const SHOW = `/shows/${id('8007', 8)}`;
const DAY_OFF = `/days/${id('8008', 4)}`;
const DAY_OFF_LONDON = `/days/${id('8008', 6)}`;

let ota;
let tm;
let crew;
let owner;
/** the newest version of the sheet before anything was late */
let printed;

before(async () => {
  ota = await startServer();
  tm = await openDevice(ota, { size: 'phone', theme: 'dark' });
  crew = await openDevice(ota, { size: 'phone', theme: 'dark' });
  owner = await openDevice(ota, { size: 'phone' });
});
after(() => end(ota));

/** "19:00 Doors" for each line of the schedule on a screen. */
async function times(device) {
  await device.page.locator('time-line .what').first().waitFor();
  return device.page
    .locator('time-line li:not(.midnight)')
    .evaluateAll((lines) =>
      lines.map(
        (line) =>
          `${line.querySelector('time').textContent} ${line.querySelector('.what').textContent}`,
      ),
    );
}

/** Waits until a schedule has a line. */
const line = (device, at, title) =>
  device.page
    .locator('time-line li', { has: device.page.getByText(at, { exact: true }) })
    .filter({ hasText: title })
    .waitFor();

/** Opens "Running late" for one item, so many minutes late. */
async function late(device, title, minutes) {
  const { page } = device;
  await page.getByRole('button', { name: 'Running late' }).click();
  const option = page.locator('#late-item option', { hasText: title }).first();
  await page.locator('#late-item').selectOption(await option.getAttribute('value'));
  const told = page.locator('delay-form output');
  for (let shown = 15; shown < minutes; shown += 5)
    await page.getByRole('button', { name: '5 minutes more' }).click();
  await told.filter({ hasText: `${minutes} min late` }).waitFor();
}

test('both read the day before anything happens', async () => {
  await tm.enter(ota, 'tm@demo.ota.test');
  await crew.enter(ota, 'crew@demo.ota.test');
  await crew.visit(`${SHOW}/sheet`);
  const sheet = await times(crew);
  assert.ok(sheet.includes('19:00 Doors'));
  assert.ok(!sheet.some((one) => one.includes('deal with the promoter')), 'management only');
  assert.ok(!sheet.some((one) => one.includes('Radio session')), 'the band only');
  await crew.page.getByText('Single · Room').or(crew.page.getByText('Room')).first().waitFor();
  const foot = await crew.page.locator('day-sheet-screen > p.print-only').textContent();
  printed = Number(/seq=(\d+)/.exec(foot)?.[1]);
  assert.ok(printed > 0);
});

test('the page of a show leads crew to what is theirs, and to no money', async () => {
  await crew.visit(SHOW);
  await crew.page.getByRole('link', { name: 'Day sheet' }).waitFor();
  for (const name of ['Door', 'Deal', 'Settlement', 'Costs'])
    assert.equal(
      await crew.page.locator('.ways').getByText(name, { exact: true }).count(),
      0,
      name,
    );
  assert.equal(await crew.page.getByRole('button', { name: 'Running late' }).count(), 0);
  assert.equal(await crew.page.getByRole('heading', { name: 'Deal' }).count(), 0);
});

test('offline, a delay says at once what moves and what breaks', async () => {
  await tm.visit(SHOW);
  await tm.untilInstalled();
  await tm.offline();
  await late(tm, 'Doors', 30);
  const moves = await tm.page.locator('.moves li').allInnerTexts();
  assert.deepEqual(
    moves.map((words) => words.replaceAll(/\s+/g, ' ')),
    [
      'Doors 19:00 becomes 19:30',
      'Support: Paper Ticket 20:00 becomes 20:30',
      'Changeover 20:40 becomes 21:10',
      'The Sleeper Cars 21:15 becomes 21:45',
      'Load-out 23:10 becomes 23:40',
    ],
  );
  await tm.page
    .getByText('The Sleeper Cars goes 10 min past Curfew 23:00, which cannot move.')
    .waitFor();
  await picture(tm, 'late-phone');
});

test('a shorter changeover makes it fit, and one tap moves everything', async () => {
  const { page } = tm;
  await page.getByRole('button', { name: 'Cut Changeover by 10 min' }).click();
  await page.getByText('Nothing breaks.').waitFor();
  await page.getByRole('button', { name: 'Move 5 times' }).click();
  await page.locator('delay-form').waitFor({ state: 'detached' });
  await line(tm, '21:35', 'The Sleeper Cars');
  assert.deepEqual(
    (await times(tm)).filter((one) => /Doors|Support|Changeover|Sleeper|Load-out/.test(one)),
    [
      '19:30 Doors',
      '20:30 Support: Paper Ticket',
      '21:10 Changeover',
      '21:35 The Sleeper Cars',
      '23:30 Load-out',
    ],
  );
});

test('one undo takes all of it back', async () => {
  await tm.page.getByRole('button', { name: 'Undo' }).first().click();
  await line(tm, '19:00', 'Doors');
  await line(tm, '23:10', 'Load-out');
});

test('with the network back the delay reaches the crew, with what it was and by whom', async () => {
  await late(tm, 'Doors', 20);
  await tm.page.getByRole('button', { name: /^Move 5 times/ }).click();
  await line(tm, '19:20', 'Doors');
  await tm.offline(false);
  await tm.says('Up to date');
  await crew.visit(`${SHOW}/sheet`);
  const changed = crew.page.locator('.notable', { hasText: 'Changed since you read it' });
  await changed.waitFor();
  const doors = changed.locator('li', { hasText: 'Doors' });
  await doors.filter({ hasText: '19:20' }).waitFor();
  assert.match((await doors.innerText()).replaceAll(/\s+/g, ' '), /Doors 19:00 19:20 Nora/);
  await picture(crew, 'day-sheet-phone');
  await changed.getByRole('button', { name: 'I have read it' }).click();
  await changed.waitFor({ state: 'detached' });
});

test('who saw what is critical says so, and the tour manager sees who did', async () => {
  await crew.page.getByRole('button', { name: 'I have seen The Sleeper Cars' }).click();
  await crew.page.locator('seen-list section').waitFor({ state: 'detached' });
  await crew.says('Up to date');
  await tm.page.getByText('Who has seen what is critical').click();
  const row = tm.page.locator('schedule-section .fold .row', { hasText: 'The Sleeper Cars' });
  await row.filter({ hasText: '1 of 2' }).waitFor();
  await row.filter({ hasText: 'Not yet: Nora Nightliner' }).waitFor();
});

test('the code on an older paper lists what changed, a newer one is right', async () => {
  await crew.page.goto(`/check#show_id=${id('8007', 8)}&seq=${printed}`);
  await crew.page.getByText('This paper is outdated').waitFor();
  const doors = crew.page.locator('.notable li', { hasText: 'Doors' });
  await doors.filter({ hasText: '19:20' }).waitFor();
  assert.match((await doors.innerText()).replaceAll(/\s+/g, ' '), /Start: 19:00 19:20/);
  await picture(crew, 'paper-outdated-phone');
  await crew.page.goto('about:blank');
  await crew.page.goto(`/check#show_id=${id('8007', 8)}&seq=999999`);
  await crew.page.getByText('This paper is right').waitFor();
});

test('without a network the code is judged by what the phone knows, and says so', async () => {
  await crew.untilInstalled();
  await crew.offline();
  await crew.page.goto('about:blank');
  await crew.page.goto(`/check#show_id=${id('8007', 8)}&seq=999999`);
  await crew.page.getByText('Right, as far as this device knows').waitFor();
  await crew.offline(false);
});

test('what follows an item moves when that is edited', async () => {
  const { page } = tm;
  await page.locator('time-line .what', { hasText: 'Doors' }).click();
  const form = page.locator('schedule-item-form');
  await form.getByLabel('From').fill('19:05');
  await form.getByRole('button', { name: 'Save' }).click();
  await line(tm, '19:05', 'Doors');
  await line(tm, '20:05', 'Support');
  await line(tm, '23:15', 'Load-out');
});

test('a time is put so long after another, and goes along with it', async () => {
  const { page } = tm;
  await page.locator('schedule-section').getByRole('button', { name: 'Add', exact: true }).click();
  const form = page.locator('schedule-item-form');
  await form.getByLabel('What', { exact: true }).selectOption({ label: 'Call' });
  await form.getByLabel('Title').fill('Stand by');
  const leader = form.locator('select[name=after_id] option', { hasText: 'With The Sleeper Cars' });
  await form.getByLabel('When').selectOption(await leader.getAttribute('value'));
  await form.getByLabel('Minutes after it begins').fill('-10');
  await form.getByRole('button', { name: 'Add' }).click();
  await line(tm, '21:10', 'Stand by');
});

test('a time in another zone is told in that zone, and says which', async () => {
  const { page } = tm;
  await page.locator('schedule-section').getByRole('button', { name: 'Add', exact: true }).click();
  const form = page.locator('schedule-item-form');
  await form.getByLabel('What', { exact: true }).selectOption({ label: 'Press' });
  await form.getByLabel('Title').fill('Call with London');
  await form.getByLabel('Time zone').fill('Europe/London');
  await form.getByText('Times in Europe/London').waitFor();
  await form.getByLabel('From').fill('13:00');
  await form.getByLabel('To', { exact: true }).fill('12:00');
  await form.getByRole('button', { name: 'Add' }).click();
  await form.getByText('It would be over before it begins.').first().waitFor();
  await form.getByLabel('To', { exact: true }).fill('13:30');
  await form.getByRole('button', { name: 'Add' }).click();
  await line(tm, '13:00', 'Call with London');
  const told = page.locator('time-line li', { hasText: 'Call with London' });
  assert.match(await told.innerText(), /GMT|UTC/);
  assert.match(await page.locator('schedule-section').innerText(), /Times in \S+ and \S+/);
});

test('doors that move on the page of the show move in the schedule, with what follows', async () => {
  const { page } = tm;
  await tm.visit(`${SHOW}/edit`);
  await page.getByLabel('Doors', { exact: true }).fill('19:15');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await line(tm, '19:15', 'Doors');
  await line(tm, '20:15', 'Support');
});

test('a show that moves to another date takes its schedule along, and one undo brings it back', async () => {
  const { page } = tm;
  await tm.visit(`${SHOW}/edit`);
  const date = page.getByLabel('Date', { exact: true });
  const before = await date.inputValue();
  const next = new Date(Date.parse(before) + 86_400_000).toISOString().slice(0, 10);
  await date.fill(next);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await line(tm, '19:15', 'Doors');
  const days = () =>
    page
      .locator('time-line li:not(.midnight) time')
      .evaluateAll((all) => [...new Set(all.map((one) => one.dateTime.slice(0, 10)))].sort());
  assert.equal((await days())[0], next);
  const told = page.locator('.toast', { hasText: 'Show changed' }).last();
  await told.getByRole('button', { name: 'Undo' }).click();
  await page.locator(`time-line time[datetime^="${before}"]`).first().waitFor();
  assert.equal((await days())[0], before);
});

test('a usual day is laid on another, and a day is kept as one', async () => {
  const { page } = tm;
  await tm.visit(DAY_OFF);
  await page.getByRole('button', { name: 'Template' }).click();
  await page.getByRole('button', { name: 'Add 8 times' }).click();
  await line(tm, '20:00', 'Support');
  await page.getByRole('button', { name: 'Template' }).click();
  await page.getByRole('button', { name: 'Keep this day as a template' }).click();
  await page.locator('template-sheet').getByLabel('Name').fill('Milan');
  await page.getByRole('button', { name: 'Keep as template' }).click();
  await page.locator('template-sheet').waitFor({ state: 'detached' });
  await tm.visit(SHOW);
  await page.getByRole('button', { name: 'Template' }).click();
  await page.locator('.template', { hasText: 'Milan' }).waitFor();
  await page.getByRole('button', { name: 'Close' }).click();
});

/** Fills the sheet of one time of a template. */
async function fillTime(page, { what, from, after, minutes, takes, title }) {
  const form = page.locator('template-line-form');
  if (what) await form.getByLabel('What').selectOption({ label: what });
  if (title) await form.getByLabel('Title').fill(title);
  if (after) await form.getByLabel('When').selectOption({ label: after });
  if (from) await form.getByLabel('From').fill(from);
  if (minutes) await form.getByLabel('Minutes after it begins').fill(minutes);
  if (takes) await form.getByLabel('Minutes it takes').fill(takes);
  return form;
}

test('offline, a usual day is planned time by time: whom it follows, how long, and who sees it', async () => {
  const { page } = tm;
  await tm.offline();
  await tm.visit('/schedule-templates');
  await page.getByRole('link', { name: 'New template' }).click();
  await page.getByLabel('Name', { exact: true }).fill('Matinee');
  await page.getByLabel('Kind of venue').selectOption({ label: 'Theatre' });
  await page.getByRole('button', { name: 'Add template' }).click();
  await tm.on('Matinee');
  for (const time of [
    { what: 'Doors', from: '14:00' },
    { what: 'Set', after: 'With Doors, 14:00', minutes: '75', takes: '85' },
    { what: 'Call', title: 'Crew', from: '10:00' },
  ]) {
    await page.getByRole('button', { name: 'Add a time' }).click();
    const form = await fillTime(page, time);
    if (time.what === 'Call') {
      await form.getByText('Only those picked').click();
      await form.getByLabel('Crew', { exact: true }).check();
    }
    await form.getByRole('button', { name: 'Add', exact: true }).click();
    await form.waitFor({ state: 'detached' });
  }
  assert.deepEqual(await times(tm), ['10:00 Crew', '14:00 Doors', '15:15 Set']);
  await page.getByText('75 min after Doors').waitFor();
  await page.getByText('Only some see it').waitFor();
  await judge(tm, 'template-phone');
  await picture(tm, 'template-phone');
});

test('what follows a time goes along with it, and stays where it was when that is taken out', async () => {
  const { page } = tm;
  await page.getByRole('button', { name: 'Doors', exact: true }).click();
  await page.locator('template-line-form').getByLabel('From').fill('14:30');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await line(tm, '15:45', 'Set');
  await page.getByRole('button', { name: 'Doors', exact: true }).click();
  await page.locator('template-line-form').getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('button', { name: 'Doors', exact: true }).waitFor({ state: 'detached' });
  assert.deepEqual(await times(tm), ['10:00 Crew', '15:45 Set']);
  await page.getByRole('button', { name: 'Set', exact: true }).click();
  const form = page.locator('template-line-form');
  await form.getByLabel('Minutes it takes').fill('0');
  await form.getByRole('button', { name: 'Save', exact: true }).click();
  await form.getByText('Whole minutes, at most a day.').waitFor();
  await form.getByRole('button', { name: 'Cancel' }).click();
});

test('a template gets another name and use, and leaves with its deletion', async () => {
  const { page } = tm;
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  await page.getByLabel('Name', { exact: true }).fill('Sunday matinee');
  await page.getByLabel('For', { exact: true }).selectOption({ index: 1 });
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await tm.on('Sunday matinee');
  await tm.offline(false);
  await tm.says('Up to date');
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  await page.getByRole('button', { name: 'Delete template' }).click();
  await tm.on('Schedule templates');
  await page.getByRole('link', { name: 'Club show' }).waitFor();
  assert.equal(await page.getByText('Sunday matinee', { exact: true }).count(), 0);
});

test('two who lay a template on one day without a network lay it once', async () => {
  await owner.enter(ota, 'owner@demo.ota.test');
  for (const device of [tm, owner]) {
    const { page } = device;
    await device.visit(DAY_OFF_LONDON);
    await device.offline();
    await page.getByRole('button', { name: 'Template', exact: true }).click();
    const club = page.locator('.template', { hasText: 'Club show' });
    await club.getByRole('button', { name: 'Add 8 times' }).click();
    await line(device, '20:00', 'Support');
  }
  await owner.page.getByRole('button', { name: 'Support', exact: true }).click();
  await owner.page.getByLabel('Minutes after it begins').fill('75');
  await owner.page.getByRole('button', { name: 'Save', exact: true }).click();
  await line(owner, '20:15', 'Support');
  const mine = await times(owner);
  for (const device of [tm, owner]) {
    await device.offline(false);
    await device.says('Up to date');
  }
  await line(tm, '20:15', 'Support');
  assert.equal(mine.length, 8);
  assert.deepEqual(await times(tm), mine);
  assert.deepEqual(await times(owner), mine);
  assert.deepEqual(await owner.rows(DEMO, 'conflicts'), []);
});

test('two who change a template without a network: each is told of the other’s, and both are used', async () => {
  for (const [device, title, change] of [
    [tm, 'Doors', { from: '18:30' }],
    [owner, 'Load-in', { from: '13:00', takes: '45' }],
  ]) {
    const { page } = device;
    await device.visit('/schedule-templates');
    await page.getByRole('link', { name: /Club show/ }).click();
    await device.on('Club show');
    await device.offline();
    await page.getByRole('button', { name: title, exact: true }).click();
    await fillTime(page, change);
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await line(device, change.from, title);
  }
  await tm.offline(false);
  await tm.says('Up to date');
  const { page } = owner;
  await owner.offline(false);
  await owner.says('1 change needs a look');
  await owner.visit('/conflicts');
  const both = page.getByRole('group', { name: 'Times' });
  await both.locator('.value').nth(1).waitFor();
  assert.deepEqual(await both.locator('.value').allInnerTexts(), [
    'adds “18:30 Doors, cannot move”\ntakes out “19:00 Doors, cannot move”',
    'adds “13:00 Load-in, 45 min”\ntakes out “14:00 Load-in, 60 min”',
  ]);
  await judge(owner, 'template-conflict-phone');
  await both.getByRole('button', { name: 'Use both' }).click();
  await both.waitFor({ state: 'detached' });
  await owner.says('Up to date');
  for (const device of [tm, owner]) {
    await device.visit('/schedule-templates');
    await device.page.getByRole('link', { name: /Club show/ }).click();
    await line(device, '18:30', 'Doors');
    await line(device, '13:00', 'Load-in');
    await line(device, '19:30', 'Support');
  }
});

test('a show that goes to a house in another zone takes its schedule along on the same clocks', async () => {
  const { page } = tm;
  await tm.visit(SHOW);
  const clocks = async () => (await times(tm)).toSorted();
  const before = await clocks();
  const instant = () => page.locator('time-line li', { hasText: 'Doors' }).locator('time').first();
  const was = await instant().getAttribute('datetime');
  await tm.visit(`${SHOW}/edit`);
  await page.getByLabel('Venue', { exact: true }).fill('The Garage');
  await page.getByText('All times stay as the clock says them.').waitFor();
  assert.equal(await page.getByLabel('Time zone').inputValue(), 'Europe/London');
  assert.equal(await page.getByLabel('City', { exact: true }).inputValue(), 'London');
  await judge(tm);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('The Garage · London').waitFor();
  await line(tm, '19:15', 'Doors');
  assert.deepEqual(await clocks(), before);
  const is = await instant().getAttribute('datetime');
  assert.equal(Date.parse(is) - Date.parse(was), 3_600_000);
  const told = page.locator('.toast', { hasText: 'Show changed' }).last();
  await told.getByRole('button', { name: 'Undo' }).click();
  await page.locator(`time-line time[datetime="${was}"]`).first().waitFor();
  assert.deepEqual(await clocks(), before);
});

test('a task given to somebody is on their first screen, and is ticked off there', async () => {
  const { page } = tm;
  await page.getByRole('button', { name: 'Add task' }).click();
  const form = page.locator('task-list record-form');
  await form.getByLabel('What is to be done').fill('Bring the talkback box');
  await form.getByText('Only those picked').click();
  await form.getByText('Carla Crossfade').click();
  await form.getByRole('button', { name: 'Add task' }).click();
  await page.locator('task-list .tasks li', { hasText: 'Bring the talkback box' }).waitFor();
  await crew.visit('/today');
  const task = crew.page.locator('task-list li', { hasText: 'Bring the talkback box' });
  await task.getByRole('checkbox').click();
  await task.waitFor({ state: 'detached' });
  await page
    .locator('task-list .tasks li.is-done', { hasText: 'Bring the talkback box' })
    .waitFor();
});

test('a note says who wrote it, and a contact is one tap away', async () => {
  const { page } = tm;
  await page.getByRole('button', { name: 'Add note' }).click();
  await page.locator('note-list record-form').getByLabel('Note').fill('Side door after 22:00.');
  await page.locator('note-list record-form').getByRole('button', { name: 'Add note' }).click();
  const note = page.locator('note-list .notes li', { hasText: 'Side door after 22:00.' });
  await note.filter({ hasText: 'Nora Nightliner' }).waitFor();
  await crew.visit(SHOW);
  await crew.page.locator('note-list .notes li', { hasText: 'Side door' }).waitFor();
  const call = crew.page.getByRole('link', { name: 'Call Paula Plakat' });
  assert.equal(await call.getAttribute('href'), 'tel:+493055502103');
});

test('whatever has a page has its tasks and notes there', async () => {
  const { page } = tm;
  const venue = await page.locator('a[href^="/venues/"]').first().getAttribute('href');
  for (const where of [
    `/tours/${id('8005', 1)}`,
    DAY_OFF,
    venue,
    `${SHOW}/advance`,
    ...(await firstOf('/people', 'a.main')),
    ...(await firstOf('/stays', 'a.row')),
    ...(await firstOf('/travel', 'a.row')),
  ]) {
    await tm.visit(where);
    await page.getByRole('button', { name: 'Add task' }).waitFor();
    await page.getByRole('button', { name: 'Add note' }).click();
    const form = page.locator('note-list record-form');
    await form.getByLabel('Note').fill(`Noted at ${where}`);
    await form.getByRole('button', { name: 'Add note' }).click();
    const note = page.locator('note-list .notes li', { hasText: `Noted at ${where}` });
    await note.filter({ hasText: 'Nora Nightliner' }).waitFor();
  }
  await tm.says('Up to date');
  const reached = JSON.stringify(await crew.rows(DEMO, 'notes'));
  assert.equal(reached.includes('Noted at /stays/'), true);
  assert.equal(reached.includes('Noted at /people/'), false, 'of a person only management is told');
});

/** Where the first row of a list leads. */
async function firstOf(where, row) {
  await tm.visit(where);
  const link = tm.page.locator(`${row}[href^="${where}/"]:not([href$="/new"])`).first();
  return [await link.getAttribute('href')];
}

test('nothing went wrong on any phone', () => {
  assert.deepEqual([...tm.troubles(), ...crew.troubles(), ...owner.troubles()], []);
});
