// <result-chart>: what each show of a tour brought, as bars to look at and to go along with a slider.

import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { formatCompact, formatDate, formatMoney } from '../../ui/format';
import { LightElement } from '../../ui/light-element';
import './result-chart.css';

/** What one show came to, in minor units. */
export interface ShowResult {
  readonly date: string;
  readonly name: string;
  readonly amount: number;
}

const HEIGHT_PX = 200;
/** of the amounts, to the left */
const AXIS_PX = 58;
/** of the days, beneath */
const DAYS_PX = 32;
const BAR_PART = 0.8;
const BAR_PX = 48;

@customElement('result-chart')
export class ResultChart extends LightElement {
  /** by date; at least two */
  @property({ attribute: false }) results: readonly ShowResult[] = [];
  @property() currency = '';
  @state() private place = 0;
  #plot: uPlot | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #sizes = new ResizeObserver(() => this.#resize());
  readonly #scheme = matchMedia('(prefers-color-scheme: dark)');
  readonly #draw = (): void => this.#redraw();

  override connectedCallback(): void {
    super.connectedCallback();
    this.#scheme.addEventListener('change', this.#draw);
    this.#sizes.observe(this);
    if (this.hasUpdated) this.#drawSoon();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#scheme.removeEventListener('change', this.#draw);
    this.#sizes.disconnect();
    clearTimeout(this.#timer);
    this.#plot?.destroy();
    this.#plot = undefined;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('results')) this.place = Math.min(this.place, this.results.length - 1);
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('results') || changed.has('currency')) this.#drawSoon();
    this.#mark();
  }

  /** The figures around it are painted first. */
  #drawSoon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#draw);
  }

  get #room(): HTMLElement | null {
    return this.querySelector('.plot');
  }

  #resize(): void {
    const width = this.#room?.clientWidth ?? 0;
    if (width > 0 && width !== this.#plot?.width) this.#plot?.setSize({ width, height: HEIGHT_PX });
    this.#mark();
  }

  /** A canvas knows no tokens: the colours are those of elements that do. */
  #colour(name: string): string {
    const element = this.querySelector(name);
    return element ? getComputedStyle(element).color : 'currentcolor';
  }

  #redraw(): void {
    const room = this.#room;
    this.#plot?.destroy();
    this.#plot = undefined;
    if (!room || this.results.length < 2) return;
    const amounts = this.results.map(({ amount }) => amount);
    const only = (isWanted: (amount: number) => boolean): (number | null)[] =>
      amounts.map((amount) => (isWanted(amount) ? amount : null));
    this.#plot = new uPlot(
      this.#options(room.clientWidth || 320),
      [amounts.map((_, i) => i), only((amount) => amount >= 0), only((amount) => amount < 0)],
      room,
    );
    this.#mark();
  }

  #options(width: number): uPlot.Options {
    const ink = this.#colour('.axis');
    const paths = uPlot.paths.bars?.({ size: [BAR_PART, BAR_PX] });
    const bars = (colour: string): uPlot.Series => ({
      fill: colour,
      width: 0,
      points: { show: false },
      ...(paths && { paths }),
    });
    const font = getComputedStyle(this).fontFamily;
    const axis = { stroke: ink, font: `12px ${font}`, ticks: { show: false } };
    return {
      width,
      height: HEIGHT_PX,
      legend: { show: false },
      cursor: { y: false, drag: { x: false, y: false }, points: { show: false } },
      scales: {
        x: { time: false, range: () => [-0.5, this.results.length - 0.5] },
        // bars stand on zero
        y: {
          range: (_, least, most) =>
            uPlot.rangeNum(Math.min(0, least), Math.max(0, most), 0.1, true),
        },
      },
      axes: [
        {
          ...axis,
          space: AXIS_PX,
          size: DAYS_PX,
          grid: { show: false },
          values: (_, places) => places.map((place) => this.#day(place)),
        },
        {
          ...axis,
          size: AXIS_PX,
          grid: { stroke: this.#colour('.grid'), width: 1 },
          values: (_, amounts) => amounts.map((amount) => formatCompact(amount, this.currency)),
        },
      ],
      series: [{}, bars(this.#colour('.gain')), bars(this.#colour('.loss'))],
      hooks: {
        setCursor: [
          ({ cursor: { idx, event } }) => {
            if (event && typeof idx === 'number') this.place = idx;
          },
        ],
      },
    };
  }

  #day(place: number): string {
    const date = this.results[place]?.date;
    return date ? formatDate(date, 'short') : '';
  }

  /** The line of the plot goes where the slider is. */
  #mark(): void {
    const plot = this.#plot;
    if (!plot || plot.cursor.idx === this.place) return;
    plot.setCursor({ left: plot.valToPos(this.place, 'x'), top: 0 }, false);
  }

  protected override render(): TemplateResult | typeof nothing {
    const at = this.results[this.place];
    if (!at) return nothing;
    const amount = formatMoney(at.amount, this.currency);
    return html`<div class="plot" aria-hidden="true"></div>
      <label class="along" style=${`padding-inline-start: ${AXIS_PX}px`}>
        <span class="visually-hidden">Show</span>
        <input
          type="range"
          min="0"
          max=${this.results.length - 1}
          .value=${String(this.place)}
          aria-valuetext=${`${this.#day(this.place)}, ${at.name}: ${amount}`}
          @input=${({ currentTarget }: Event) => {
            if (currentTarget instanceof HTMLInputElement) this.place = Number(currentTarget.value);
          }}
        />
      </label>
      <p class="at" aria-hidden="true">
        <span class="axis">${this.#day(this.place)}, ${at.name}</span>
        <strong class=${at.amount < 0 ? 'loss figures' : 'figures'}>${amount}</strong>
      </p>
      <span class="gain"></span><span class="loss"></span><span class="grid"></span>`;
  }
}
