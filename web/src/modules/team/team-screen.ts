// <team-screen>: who belongs to the organization and in which role; invitations that wait.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import {
  changeRole,
  inviteMember,
  observeInvitations,
  observeMembers,
  removeMember,
  revokeInvitation,
  type Invitation,
  type Membership,
  type Role,
} from '../../data/team';
import { LiveController } from '../../lib/live';
import type { Outcome, Problem } from '../../lib/outcome';
import { can, currentRole, currentUserId } from '../../lib/session';
import '../../ui/app-bar';
import type { FieldSpec } from '../../ui/form-field';
import { formatMoment } from '../../ui/format';
import { asOneOf } from '../../ui/form-values';
import { icon } from '../../ui/icon';
import { liveView } from '../../ui/live-view';
import '../../ui/no-access';
import '../../ui/person-avatar';
import type { SavedForm } from '../../ui/record-form';
import '../../ui/record-form';
import { Screen } from '../../ui/screen';
import '../../ui/sheet-dialog';
import '../../ui/sync-mark';
import { toast } from '../../ui/toast-region';
import { words } from '../../ui/words';
import { rolesToGive, roleWords } from './role-words';
import './team-screen.css';

const asRole = asOneOf<Role>(['crew', 'booking', 'manager', 'admin', 'owner']);

@customElement('team-screen')
export class TeamScreen extends Screen {
  @state() private isInviting = false;
  @state() private problem: Problem | undefined;
  readonly #members = new LiveController(this, observeMembers);
  readonly #invitations = new LiveController(this, observeInvitations);

  get #mayChange(): boolean {
    return can('users', 'write');
  }

  /** The server has the last word; what it refuses comes back as a refusal in the inbox. */
  #told(outcome: Outcome<unknown>): void {
    if (!outcome.ok) toast(outcome.problem.message);
  }

  async #changeRole(member: Membership, event: Event): Promise<void> {
    const control = event.currentTarget;
    if (control instanceof HTMLSelectElement) {
      this.#told(await changeRole(member.id, asRole(control.value)));
    }
  }

  async #invite({ values }: SavedForm): Promise<void> {
    const outcome = await inviteMember(values['email'] ?? '', asRole(values['role'] ?? ''));
    if (outcome.ok) this.isInviting = false;
    else this.problem = outcome.problem;
  }

  async #resend(invitation: Invitation): Promise<void> {
    const revoked = await revokeInvitation(invitation.id);
    if (!revoked.ok) {
      this.#told(revoked);
      return;
    }
    const again = await inviteMember(invitation.email, invitation.role);
    if (again.ok) toast(`A new link goes to ${invitation.email}`);
    else this.#told(again);
  }

  #role(member: Membership): TemplateResult {
    const given = rolesToGive(currentRole());
    const isMe = member.user_id === currentUserId();
    if (!this.#mayChange || isMe || !given.includes(member.role)) {
      return html`<span class="soft">${words(member.role)}</span>`;
    }
    return html`<label class="field">
      <span class="visually-hidden">Role of ${member.name ?? member.email}</span>
      <select @change=${(event: Event) => this.#changeRole(member, event)}>
        ${given.map(
          (role) =>
            html`<option value=${role} ?selected=${role === member.role}>${words(role)}</option>`,
        )}
      </select>
    </label>`;
  }

  #member(member: Membership): TemplateResult {
    const name = member.name ?? member.email ?? 'Member';
    const isMe = member.user_id === currentUserId();
    const mayRemove =
      can('users', 'delete') && !isMe && rolesToGive(currentRole()).includes(member.role);
    return html`<li>
      <div class="row">
        <person-avatar .name=${name}></person-avatar>
        <span class="main">
          <span class="title">${name}${isMe ? html` <span class="tag">You</span>` : nothing}</span>
          ${member.name && member.email ? html`<span class="sub">${member.email}</span>` : nothing}
          ${
            member.local === 'asked'
              ? html`<span class="sub">Asked for, the server decides</span>`
              : nothing
          }
        </span>
        <span class="end">
          ${this.#role(member)}
          ${
            mayRemove
              ? html`<button
                  class="button icon-only"
                  aria-label=${`Remove ${name}`}
                  @click=${async () => this.#told(await removeMember(member.id))}
                >
                  ${icon('trash')}
                </button>`
              : nothing
          }
        </span>
      </div>
    </li>`;
  }

  #invitation(invitation: Invitation): TemplateResult {
    const isExpired =
      invitation.expires_at !== null && Date.parse(invitation.expires_at) < Date.now();
    const until = invitation.expires_at ? `until ${formatMoment(invitation.expires_at)}` : '';
    const state =
      invitation.local === 'asked' ? 'will be sent when online' : isExpired ? 'expired' : until;
    return html`<li>
      <div class="row invitation">
        ${icon('mail')}
        <span class="main">
          <span class="title">${invitation.email}</span>
          <span class="sub">${[words(invitation.role), state].filter(Boolean).join(' · ')}</span>
        </span>
        <span class="end">
          ${
            this.#mayChange
              ? html`<button
                    class="button plain"
                    aria-label=${`Resend the invitation of ${invitation.email}`}
                    @click=${() => this.#resend(invitation)}
                  >
                    Resend
                  </button>
                  <button
                    class="button plain"
                    aria-label=${`Revoke the invitation of ${invitation.email}`}
                    @click=${async () => this.#told(await revokeInvitation(invitation.id))}
                  >
                    Revoke
                  </button>`
              : nothing
          }
        </span>
      </div>
    </li>`;
  }

  #inviteFields(): readonly FieldSpec[] {
    const choices = rolesToGive(currentRole()).map((role) => ({
      value: role,
      label: `${words(role)}: ${roleWords[role]}`,
    }));
    return [
      { name: 'email', label: 'E-mail', kind: 'email', required: true },
      { name: 'role', label: 'Role', kind: 'select', required: true, choices },
    ];
  }

  #inviteSheet(): TemplateResult {
    return html`<sheet-dialog
      heading="Invite to the team"
      .open=${this.isInviting}
      @closed=${() => (this.isInviting = false)}
    >
      ${
        this.isInviting
          ? html`<record-form
              .fields=${this.#inviteFields()}
              .values=${{ email: '', role: 'crew' }}
              .problem=${this.problem}
              save-label="Send invitation"
              @save=${(event: CustomEvent<SavedForm>) => this.#invite(event.detail)}
              @cancel=${() => (this.isInviting = false)}
            ></record-form>`
          : nothing
      }
    </sheet-dialog>`;
  }

  #waiting(invitations: readonly Invitation[]): TemplateResult | typeof nothing {
    if (invitations.length === 0) return nothing;
    return html`<section class="section" aria-labelledby="invited">
      <h2 id="invited">Invited</h2>
      <ul class="rows">
        ${invitations.map((invitation) => this.#invitation(invitation))}
      </ul>
    </section>`;
  }

  #full(members: readonly Membership[]): TemplateResult {
    return html`<div class="stack-large">
      <section class="section" aria-labelledby="members">
        <h2 id="members">${members.length === 1 ? '1 member' : `${members.length} members`}</h2>
        <ul class="rows">
          ${members.map((member) => this.#member(member))}
        </ul>
      </section>
      ${this.#waiting(this.#invitations.value ?? [])}
    </div>`;
  }

  protected override render(): TemplateResult {
    if (!can('users', 'read')) return html`<no-access></no-access>`;
    return html`<app-bar
        heading="Team"
        .actions=${
          this.#mayChange
            ? html`<button
                class="button primary"
                @click=${() => {
                  this.problem = undefined;
                  this.isInviting = true;
                }}
              >
                ${icon('invite')}Invite
              </button>`
            : nothing
        }
      ></app-bar>
      ${liveView(this.#members.state, (members) => this.#full(members))} ${this.#inviteSheet()}`;
  }
}
