// <help-screen>: offline work, conflicts and how to be sure that everything is saved, in plain
// words.

import { html, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { LiveController } from '../../lib/live';
import { observeSyncStatus } from '../../lib/sync/status';
import '../../ui/app-bar';
import { icon, type IconName } from '../../ui/icon';
import { Screen } from '../../ui/screen';
import './help-screen.css';

@customElement('help-screen')
export class HelpScreen extends Screen {
  readonly #status = new LiveController(this, observeSyncStatus);

  #now(): TemplateResult {
    const status = this.#status.value;
    const waiting = status?.waiting ?? 0;
    const words =
      waiting === 0
        ? 'Everything on this device is on the server too.'
        : `${waiting === 1 ? '1 change waits' : `${waiting} changes wait`} on this device.`;
    return html`<p class="help-now" role="status">
      ${icon(waiting === 0 ? 'check' : 'pending')}
      <span><strong>Right now:</strong> ${words} <a href="/settings/sync">See details</a></span>
    </p>`;
  }

  #line(name: IconName, title: string, text: string): TemplateResult {
    return html`<li>
      ${icon(name)}
      <p><strong>${title}</strong> ${text}</p>
    </li>`;
  }

  #offline(): TemplateResult {
    return html`<section class="section" aria-labelledby="offline">
      <h2 id="offline">What works without a connection</h2>
      <p>
        All of your work. Tours, shows, times, travel, people and expenses are on this device: you
        can open, add, change and delete them in a basement, on a plane or at a border. What you do
        is kept here at once and sent by itself when there is a connection again.
      </p>
      <p>These need a connection:</p>
      <ul>
        <li>signing in, and opening an organization on this device for the first time</li>
        <li>older history, things as they were, and bringing back what was deleted</li>
      </ul>
      <p>
        Inviting people and changing roles can be asked for at any time; the server decides when it
        hears of it, and tells you if the answer is no.
      </p>
    </section>`;
  }

  #saved(): TemplateResult {
    return html`<section class="section" aria-labelledby="saved">
      <h2 id="saved">How to be sure that everything is saved</h2>
      <ul class="help-lines">
        ${this.#line(
          'check',
          'No mark and no “waiting”:',
          'everything is on the server. Others have it or get it when they are next online.',
        )}
        ${this.#line(
          'pending',
          'A cloud with an arrow, or “n waiting”:',
          'it is safe on this device and not yet on the server. Closing the app or running out of battery loses nothing.',
        )}
        ${this.#line(
          'offline',
          '“Offline”:',
          'go on working. Nothing is lost by being offline, however long.',
        )}
      </ul>
      <p>Before you hand the phone on, reset it or clear the browser:</p>
      <ol>
        <li>Connect to a network and open <a href="/settings/sync">Sync and storage</a>.</li>
        <li>Wait until it says “Nothing waits”. “Sync now” asks again at once.</li>
        <li>
          If something cannot be sent, “Save as a file” keeps it outside of the app. Do this before
          anything is cleared.
        </li>
      </ol>
      <p>
        OTA asks the browser to keep its data once you have written something; Sync and storage says
        what the answer was. Installing OTA on the home screen helps. Should the browser clear the
        data all the same, OTA tells you at the next start and fetches it again; only what had not
        been sent is lost, and you are told how much that was.
      </p>
      <p>
        When the device has no room left, OTA says so and does not store half of anything. The form
        keeps what you typed: free some space, then save it again.
      </p>
    </section>`;
  }

  #conflicts(): TemplateResult {
    return html`<section class="section" aria-labelledby="conflicts">
      <h2 id="conflicts">When two people change the same thing</h2>
      <p>
        Changes are joined field by field. If you move the doors while somebody else writes the
        hotel, both stay. Only if both of you changed the same field is there something to decide:
      </p>
      <ul>
        <li>the value that reached the server first stands, so that everybody sees the same</li>
        <li>
          yours is not lost: both values stand side by side in <a href="/conflicts">Conflicts</a>,
          with who wrote the other and when
        </li>
        <li>“Use mine” or “Keep theirs” settles it, for each field, whenever you have time</li>
        <li>
          if somebody settles it before you, it leaves your list; for a week you can read there who
          did, what stands now and what yours was
        </li>
      </ul>
      <p>
        If somebody deleted what you were changing, you find that there too, with what you had
        written; brought back, it asks you field by field. And if your role no longer allowed a
        change, it is listed with the reason instead of vanishing.
      </p>
    </section>`;
  }

  #history(): TemplateResult {
    return html`<section class="section" aria-labelledby="history">
      <h2 id="history">Who changed what, and going back</h2>
      <p>
        “History” on a show, tour, journey, expense, venue or person tells who changed what and
        when, and restores an earlier version. “As it was” moves a whole tour or show back in time
        to look at. “Recently deleted” brings back what was deleted, with its schedule. Each of
        these is a new change that can itself be undone.
      </p>
    </section>`;
  }

  #updates(): TemplateResult {
    return html`<section class="section" aria-labelledby="updates">
      <h2 id="updates">New versions of OTA</h2>
      <p>
        A quiet line tells you when a new version is ready. “Update” takes a moment and works
        without losing anything: what waits stays, and a page where you are typing follows once you
        have saved. Until you tap it, go on as before.
      </p>
    </section>`;
  }

  #privacy(): TemplateResult {
    return html`<section class="section" aria-labelledby="devices">
      <h2 id="devices">Lost phone, new phone, people who leave</h2>
      <p>
        A new phone has everything once you have signed in and it has been online for a moment. A
        device only ever receives what its user may see; crew devices never hold fees. When somebody
        is removed from the organization, its data is deleted from their devices as soon as those
        are next online, whichever organization they have open. Signing out removes everything from
        a device; you are told first if something has not been sent.
      </p>
    </section>`;
  }

  protected override render(): TemplateResult {
    return html`<app-bar
        heading="Offline, conflicts and being sure"
        .kicker=${'Help'}
        back="/settings"
        back-label="Settings"
      ></app-bar>
      <div class="stack-large help">
        ${this.#now()} ${this.#saved()} ${this.#offline()} ${this.#conflicts()} ${this.#history()}
        ${this.#updates()} ${this.#privacy()}
      </div>`;
  }
}
