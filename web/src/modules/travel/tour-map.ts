// <tour-map>: shows in order on a map that is drawn on the device; moved by thumb, wheel and keys.
// What it shows stands beside it as a list, which is what screen readers read.

import { geoCentroid, geoCircle, geoMercator, geoPath, type GeoProjection } from 'd3-geo';
import type { LineString, MultiPoint } from 'geojson';
import { html, nothing, svg, type SVGTemplateResult, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { styleMap } from 'lit/directives/style-map.js';
import type { Place } from '../../lib/core/plan';
import { icon } from '../../ui/icon';
import { LightElement } from '../../ui/light-element';
import { landWithin, placed, type Flat } from './land';
import { LABEL_GAP, panned, sidesOf, whole, zoomed, type MapView, type Side } from './map-view';
import './tour-map.css';

export interface MapStop {
  readonly id: string;
  readonly label: string;
  /** without one it is a landmark that nobody goes to */
  readonly number?: number;
  readonly place: Place;
  readonly isExact: boolean;
  /** past | today | next | open | bad */
  readonly look: string;
}

/** A circle of a radius clause. */
export interface MapCircle {
  readonly place: Place;
  readonly km: number;
  readonly isBroken: boolean;
}

const EDGE = 44;
/** before it is measured, which is before it is painted */
const UNMEASURED: readonly [number, number] = [0, 0];
/** what the coarse outlines bear */
const CLOSEST = 9000;
const EARTH_KM = 6371.0088;
const PAN_STEP = 60;
const ZOOM_STEP = 1.5;
const TAP_SLOP = 6;
/** half of what a thumb needs */
const REACH = 26;
const LANDMARK = 6;
const KEYS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [PAN_STEP, 0],
  ArrowRight: [-PAN_STEP, 0],
  ArrowUp: [0, PAN_STEP],
  ArrowDown: [0, -PAN_STEP],
};

const position = ({ latitude, longitude }: Place): [number, number] => [longitude, latitude];

/** Fires `pick` with the id of a stop that was tapped, or `place` with where, while it asks for that. */
@customElement('tour-map')
export class TourMap extends LightElement {
  @property({ attribute: false }) stops: readonly MapStop[] = [];
  /** another way through some of them, drawn faintly: how it was */
  @property({ attribute: false }) formerly: readonly Place[] = [];
  @property({ attribute: false }) circles: readonly MapCircle[] = [];
  /** what is in sight at first beside the stops, though nothing is drawn there */
  @property({ attribute: false }) around: readonly Place[] = [];
  @property({ attribute: false }) pin: Place | undefined;
  /** whether a tap says where something is */
  @property({ type: Boolean }) asks = false;
  @property() picked = '';
  @property() label = 'Map of the tour';
  @state() private view: MapView = whole;
  #projection: GeoProjection = geoMercator();
  #flat: Flat = { x: 0, y: 0, scale: 1 };
  #land = '';
  #way = '';
  #before = '';
  @state() private size = UNMEASURED;
  #fitted = '';
  #watch: ResizeObserver | undefined;
  readonly #pointers = new Map<number, readonly [number, number]>();
  #moved = 0;

  /** Fits the map to all that is on it, anew only when that became something else. */
  #fit(): void {
    const way = this.stops.map(({ place }) => place);
    const key = JSON.stringify([way, this.formerly, this.around, this.size]);
    if (key === this.#fitted) return;
    this.#fitted = key;
    const places = [...way, ...this.formerly, ...this.around];
    const points: MultiPoint = { type: 'MultiPoint', coordinates: places.map(position) };
    const [width, height] = this.size;
    this.#projection = geoMercator()
      .fitExtent(
        [
          [EDGE, EDGE],
          [width - EDGE, height - EDGE],
        ],
        points,
      )
      .clipExtent([
        [-width, -height],
        [2 * width, 2 * height],
      ]);
    // one place alone, or a few of one town, would be drawn as large as the world
    if (!(this.#projection.scale() <= CLOSEST)) {
      this.#projection
        .center(geoCentroid(points))
        .scale(CLOSEST)
        .translate([width / 2, height / 2]);
    }
    const [x = 0, y = 0] = this.#projection([0, 0]) ?? [];
    this.#flat = { x, y, scale: this.#projection.scale() };
    const around = { left: -width, top: -height, right: 2 * width, bottom: 2 * height };
    this.#land = landWithin(around, this.#flat);
    this.#way = this.asks ? '' : this.#line(way);
    this.#before = this.#line(this.formerly);
  }

  protected override firstUpdated(): void {
    const frame = this.querySelector('.world');
    this.#watch = new ResizeObserver(([entry]) => {
      const { width = 0, height = 0 } = entry?.contentRect ?? {};
      if (width > 0 && height > 0) this.size = [Math.round(width), Math.round(height)];
    });
    if (frame) this.#watch.observe(frame);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#watch?.disconnect();
  }

  #at(place: Place): readonly [number, number] {
    const [x, y] = placed(place, this.#flat);
    return [x * this.view.scale + this.view.x, y * this.view.scale + this.view.y];
  }

  #line(places: readonly Place[]): string {
    const line: LineString = { type: 'LineString', coordinates: places.map(position) };
    return places.length < 2 ? '' : (geoPath(this.#projection)(line) ?? '');
  }

  #zoom(by: number, at: readonly [number, number] = [this.size[0] / 2, this.size[1] / 2]): void {
    this.view = zoomed(this.view, by, at, this.size);
  }

  /** Where a pointer is, in the map's units. */
  #point(event: PointerEvent | WheelEvent): readonly [number, number] {
    const frame = this.querySelector('svg.world');
    if (!(frame instanceof SVGSVGElement)) return [0, 0];
    const matrix = frame.getScreenCTM();
    if (!matrix) return [0, 0];
    const { x, y } = new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix.inverse());
    return [x, y];
  }

  #down(event: PointerEvent): void {
    if (event.currentTarget instanceof Element) {
      event.currentTarget.setPointerCapture(event.pointerId);
    }
    this.#moved = 0;
    this.#pointers.set(event.pointerId, this.#point(event));
  }

  #move(event: PointerEvent): void {
    const from = this.#pointers.get(event.pointerId);
    if (!from) return;
    const to = this.#point(event);
    const other = [...this.#pointers].find(([id]) => id !== event.pointerId)?.[1];
    const apart = ([ax, ay]: readonly [number, number], [bx, by]: readonly [number, number]) =>
      Math.hypot(ax - bx, ay - by);
    this.#moved += apart(from, to);
    if (other) {
      const before = apart(from, other);
      if (before > 0) this.#zoom(apart(to, other) / before, other);
    } else {
      this.view = panned(this.view, [to[0] - from[0], to[1] - from[1]], this.size);
    }
    this.#pointers.set(event.pointerId, to);
  }

  #up(event: PointerEvent): void {
    const at = this.#pointers.get(event.pointerId);
    this.#pointers.delete(event.pointerId);
    if (!at || this.#moved > TAP_SLOP) return;
    if (this.asks) return this.#say(at);
    const [near] = uppermost(this.stops, this.picked)
      .map((stop) => ({ stop, far: Math.hypot(...this.#minus(this.#at(stop.place), at)) }))
      .sort((a, b) => a.far - b.far);
    if (near && near.far <= REACH) {
      this.dispatchEvent(new CustomEvent('pick', { detail: near.stop.id }));
    }
  }

  /** Tells the place that is drawn at a point of the frame. */
  #say([x, y]: readonly [number, number]): void {
    const { scale, x: left, y: top } = this.view;
    const found = this.#projection.invert?.([(x - left) / scale, (y - top) / scale]);
    if (!found) return;
    const [longitude, latitude] = found;
    this.dispatchEvent(new CustomEvent<Place>('place', { detail: { latitude, longitude } }));
  }

  #minus(a: readonly [number, number], b: readonly [number, number]): [number, number] {
    return [a[0] - b[0], a[1] - b[1]];
  }

  #wheel(event: WheelEvent): void {
    event.preventDefault();
    this.#zoom(Math.exp(-event.deltaY / 400), this.#point(event));
  }

  #key(event: KeyboardEvent): void {
    const step = KEYS[event.key];
    if (step) this.view = panned(this.view, step, this.size);
    else if (event.key === '+' || event.key === '=') this.#zoom(ZOOM_STEP);
    else if (event.key === '-') this.#zoom(1 / ZOOM_STEP);
    else if (event.key === '0') this.view = whole;
    else if (event.key === 'Enter' && this.asks) this.#say([this.size[0] / 2, this.size[1] / 2]);
    else return;
    event.preventDefault();
  }

  #stop(stop: MapStop, room: Side | undefined): SVGTemplateResult {
    const [x, y] = this.#at(stop.place);
    const isPicked = stop.id === this.picked;
    // what is picked is named in any case, towards the middle
    const side = room ?? (isPicked ? (x > this.size[0] / 2 ? 'left' : 'right') : undefined);
    const classes = ['stop', stop.look, stop.isExact ? '' : 'about', isPicked ? 'picked' : ''];
    return svg`<g class=${classes.filter(Boolean).join(' ')} transform=${`translate(${x} ${y})`}>
      <circle r=${stop.number === undefined ? LANDMARK : 13}></circle>
      <text class="number" dy="0.36em">${stop.number ?? ''}</text>
      ${side ? svg`<text class=${`city ${side}`} x=${side === 'left' ? -LABEL_GAP : LABEL_GAP} dy="0.36em">${stop.label}</text>` : nothing}
    </g>`;
  }

  #circle({ place, km, isBroken }: MapCircle): SVGTemplateResult {
    const degrees = (km / EARTH_KM) * (180 / Math.PI);
    const shape = geoCircle().center(position(place)).radius(degrees)();
    const path = geoPath(this.#projection)(shape) ?? '';
    return svg`<path class=${isBroken ? 'radius broken' : 'radius'} d=${path}></path>`;
  }

  #pinned(): SVGTemplateResult | typeof nothing {
    if (!this.pin) return nothing;
    const [x, y] = this.#at(this.pin);
    return svg`<g class="pin" transform=${`translate(${x} ${y})`}>
      <path d="M0 0 -9 -15A10.5 10.5 0 1 1 9 -15Z"></path><circle cy="-20" r="4"></circle>
    </g>`;
  }

  #buttons(): TemplateResult {
    return html`<div class="map-buttons">
      <button class="button icon-only" aria-label="Enlarge" @click=${() => this.#zoom(ZOOM_STEP)}>
        ${icon('plus')}
      </button>
      <button
        class="button icon-only"
        aria-label="Make smaller"
        @click=${() => this.#zoom(1 / ZOOM_STEP)}
      >
        ${icon('minus')}
      </button>
      <button class="button icon-only" aria-label="Show all" @click=${() => (this.view = whole)}>
        ${icon('expand')}
      </button>
    </div>`;
  }

  protected override render(): TemplateResult {
    const isMeasured = this.size !== UNMEASURED;
    if (isMeasured) this.#fit();
    const { scale, x, y } = this.view;
    const drawn = isMeasured ? uppermost(this.stops, this.picked) : [];
    // today and what is picked keep their labels; the others give way
    const order = [...drawn].sort((a, b) => rank(b, this.picked) - rank(a, this.picked));
    const labels = order.map(({ place, label }) => {
      const [left, top] = this.#at(place);
      return { x: left, y: top, text: label };
    });
    const sides = sidesOf(labels, this.size[0]);
    const sideOf = new Map(order.map(({ id }, i) => [id, sides[i]]));
    return html`<div
        class="map-frame"
        role="application"
        tabindex="0"
        aria-label=${`${this.label}. Arrow keys move it, plus and minus enlarge it, 0 shows all.`}
        @keydown=${this.#key}
      >
        <svg
          class="world"
          viewBox=${`0 0 ${this.size.join(' ')}`}
          aria-hidden="true"
          @pointerdown=${this.#down}
          @pointermove=${this.#move}
          @pointerup=${this.#up}
          @pointercancel=${this.#up}
          @wheel=${this.#wheel}
        >
          <g style=${styleMap({ transform: `translate(${x}px, ${y}px) scale(${scale})` })}>
            <path class="land" d=${this.#land}></path>
            ${this.circles.map((one) => this.#circle(one))}
            <path class="before" d=${this.#before}></path>
            <path class="way" d=${this.#way}></path>
          </g>
          ${drawn.map((stop) => this.#stop(stop, sideOf.get(stop.id)))} ${this.#pinned()}
        </svg>
      </div>
      ${this.#buttons()}`;
  }
}

/** Of those in the same place one is seen: what is picked, today, or the last. */
function uppermost(stops: readonly MapStop[], picked: string): readonly MapStop[] {
  const at = new Map<string, MapStop>();
  for (const stop of stops) {
    const key = `${stop.place.latitude} ${stop.place.longitude}`;
    const other = at.get(key);
    if (!other || rank(stop, picked) >= rank(other, picked)) at.set(key, stop);
  }
  return stops.filter((stop) => at.get(`${stop.place.latitude} ${stop.place.longitude}`) === stop);
}

const rank = ({ id, look }: MapStop, picked: string): number =>
  id === picked ? 3 : look === 'today' ? 2 : look === 'past' ? 0 : 1;
