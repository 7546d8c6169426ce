// One evening of a tour, as papers and links show it: a show at a club, with times for everybody, for
// one of the crew, and for the management; and a fee that only some may see.

/** `put` writes as whoever runs the tour; `crew` is somebody who is signed in. */
export async function anEvening(put, crew) {
  const tour = await put('tours', {
    name: 'Night Run',
    artist: 'The Night Runners',
    currency: 'EUR',
  });
  const venue = await put('venues', {
    name: 'Molotow',
    city: 'Hamburg',
    address: 'Nobistor 14',
    zone: 'Europe/Berlin',
    load_in: 'Back yard, four steps',
  });
  const show = await put('shows', {
    tour_id: tour.id,
    venue_id: venue.id,
    title: 'The Night Runners',
    date: '2026-10-24',
    status: 'confirmed',
    doors_at: '2026-10-24T17:00:00Z',
    curfew_at: '2026-10-24T21:00:00Z',
  });
  const item = (values) =>
    put('schedule_items', {
      show_id: show.id,
      kind: 'other',
      title: 'Item',
      zone: 'Europe/Berlin',
      is_confirmed: true,
      ...values,
    });
  const person = await put('people', {
    name: 'Carla Crossfade',
    user_id: crew.user.id,
    team: 'crew',
  });
  await put('show_financials', { show_id: show.id, currency: 'EUR', guarantee_minor: 777700 });
  await item({
    title: 'Line check',
    starts_at: '2026-10-24T15:00:00Z',
    visibility: 'assigned',
    person_ids: [person.id],
  });
  await item({
    title: 'Talk about the fee',
    starts_at: '2026-10-24T16:00:00Z',
    visibility: 'management',
  });
  return { tour, venue, show, person, item };
}
