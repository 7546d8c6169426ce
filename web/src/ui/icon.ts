// The icons of the app, by the name of what they stand for.

import { html, svg, type SVGTemplateResult, type TemplateResult } from 'lit';
import { unsafeSVG } from 'lit/directives/unsafe-svg.js';
import alertSource from 'lucide-static/icons/triangle-alert.svg?raw';
import backSource from 'lucide-static/icons/chevron-left.svg?raw';
import buildingSource from 'lucide-static/icons/building-2.svg?raw';
import busSource from 'lucide-static/icons/bus.svg?raw';
import calendarSource from 'lucide-static/icons/calendar.svg?raw';
import callSource from 'lucide-static/icons/phone.svg?raw';
import carSource from 'lucide-static/icons/car-front.svg?raw';
import cameraSource from 'lucide-static/icons/camera.svg?raw';
import codeSource from 'lucide-static/icons/qr-code.svg?raw';
import signSource from 'lucide-static/icons/signature.svg?raw';
import checkSource from 'lucide-static/icons/check.svg?raw';
import clockSource from 'lucide-static/icons/clock.svg?raw';
import closeSource from 'lucide-static/icons/x.svg?raw';
import downloadSource from 'lucide-static/icons/download.svg?raw';
import conflictSource from 'lucide-static/icons/git-compare.svg?raw';
import editSource from 'lucide-static/icons/pencil.svg?raw';
import emptySource from 'lucide-static/icons/compass.svg?raw';
import expandSource from 'lucide-static/icons/chevrons-up-down.svg?raw';
import ferrySource from 'lucide-static/icons/ship.svg?raw';
import fileSource from 'lucide-static/icons/file-up.svg?raw';
import flightSource from 'lucide-static/icons/plane.svg?raw';
import helpSource from 'lucide-static/icons/circle-help.svg?raw';
import historySource from 'lucide-static/icons/history.svg?raw';
import forwardSource from 'lucide-static/icons/chevron-right.svg?raw';
import inviteSource from 'lucide-static/icons/user-plus.svg?raw';
import listSource from 'lucide-static/icons/list.svg?raw';
import lockSource from 'lucide-static/icons/lock.svg?raw';
import mailSource from 'lucide-static/icons/mail.svg?raw';
import menuSource from 'lucide-static/icons/menu.svg?raw';
import messageSource from 'lucide-static/icons/message-circle.svg?raw';
import moneySource from 'lucide-static/icons/wallet.svg?raw';
import nextSource from 'lucide-static/icons/arrow-right.svg?raw';
import noteSource from 'lucide-static/icons/sticky-note.svg?raw';
import offlineSource from 'lucide-static/icons/cloud-off.svg?raw';
import peopleSource from 'lucide-static/icons/users.svg?raw';
import pendingSource from 'lucide-static/icons/cloud-upload.svg?raw';
import pinSource from 'lucide-static/icons/map-pin.svg?raw';
import plusSource from 'lucide-static/icons/plus.svg?raw';
import receiptSource from 'lucide-static/icons/receipt.svg?raw';
import refreshSource from 'lucide-static/icons/refresh-cw.svg?raw';
import searchSource from 'lucide-static/icons/search.svg?raw';
import settingsSource from 'lucide-static/icons/settings.svg?raw';
import shareSource from 'lucide-static/icons/share-2.svg?raw';
import shieldSource from 'lucide-static/icons/shield.svg?raw';
import showSource from 'lucide-static/icons/ticket.svg?raw';
import signOutSource from 'lucide-static/icons/log-out.svg?raw';
import todaySource from 'lucide-static/icons/sun.svg?raw';
import toursSource from 'lucide-static/icons/route.svg?raw';
import trainSource from 'lucide-static/icons/train-front.svg?raw';
import undoSource from 'lucide-static/icons/undo-2.svg?raw';
import trashSource from 'lucide-static/icons/trash-2.svg?raw';
import userSource from 'lucide-static/icons/circle-user.svg?raw';
import dealSource from 'lucide-static/icons/handshake.svg?raw';
import doorSource from 'lucide-static/icons/door-open.svg?raw';
import minusSource from 'lucide-static/icons/minus.svg?raw';
import printSource from 'lucide-static/icons/printer.svg?raw';
import taskSource from 'lucide-static/icons/list-checks.svg?raw';
import bedSource from 'lucide-static/icons/bed.svg?raw';
import lateSource from 'lucide-static/icons/timer.svg?raw';

const sources = {
  alert: alertSource,
  back: backSource,
  building: buildingSource,
  bus: busSource,
  calendar: calendarSource,
  call: callSource,
  car: carSource,
  camera: cameraSource,
  code: codeSource,
  sign: signSource,
  check: checkSource,
  clock: clockSource,
  close: closeSource,
  conflict: conflictSource,
  download: downloadSource,
  edit: editSource,
  empty: emptySource,
  expand: expandSource,
  ferry: ferrySource,
  file: fileSource,
  flight: flightSource,
  forward: forwardSource,
  history: historySource,
  help: helpSource,
  invite: inviteSource,
  list: listSource,
  lock: lockSource,
  mail: mailSource,
  menu: menuSource,
  message: messageSource,
  money: moneySource,
  next: nextSource,
  note: noteSource,
  offline: offlineSource,
  people: peopleSource,
  pending: pendingSource,
  pin: pinSource,
  plus: plusSource,
  receipt: receiptSource,
  refresh: refreshSource,
  search: searchSource,
  settings: settingsSource,
  share: shareSource,
  shield: shieldSource,
  show: showSource,
  'sign-out': signOutSource,
  today: todaySource,
  tours: toursSource,
  train: trainSource,
  trash: trashSource,
  deal: dealSource,
  door: doorSource,
  minus: minusSource,
  print: printSource,
  task: taskSource,
  bed: bedSource,
  late: lateSource,
  undo: undoSource,
  user: userSource,
} as const;

export type IconName = keyof typeof sources;

const shapes = new Map<IconName, SVGTemplateResult>();

function shapeOf(name: IconName): SVGTemplateResult {
  const known = shapes.get(name);
  if (known) return known;
  const source = sources[name];
  const start = source.indexOf('>', source.indexOf('<svg')) + 1;
  const shape = svg`${unsafeSVG(source.slice(start, source.lastIndexOf('</svg>')))}`;
  shapes.set(name, shape);
  return shape;
}

/** A decorative icon; the words beside it, or the button's label, carry the meaning. */
export function icon(name: IconName): TemplateResult {
  return html`<svg
    class="icon"
    aria-hidden="true"
    viewBox="0 0 24 24"
    fill="none"
    stroke="currentColor"
    stroke-linecap="round"
    stroke-linejoin="round"
  >
    ${shapeOf(name)}
  </svg>`;
}
