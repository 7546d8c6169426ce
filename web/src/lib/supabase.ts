// The database client of the specification: the unmodified supabase-js, bound to this app's
// session.
// Loaded only where a screen needs it (files, ad-hoc queries); sync has its own, smaller way.

import type { SupabaseClient } from '@supabase/supabase-js';
import { Auth } from './auth';
import { APP_KEY } from './http';
import { SharedStore } from './offline-storage/shared';

let client: Promise<SupabaseClient> | undefined;

async function create(): Promise<SupabaseClient> {
  const { createClient } = await import('@supabase/supabase-js');
  const auth = new Auth(new SharedStore());
  return createClient(location.origin, APP_KEY, {
    accessToken: async () => {
      const token = await auth.accessToken();
      return token.ok ? token.value : null;
    },
  });
}

export const supabase = (): Promise<SupabaseClient> => (client ??= create());
