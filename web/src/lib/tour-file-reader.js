// What runs within a saved tour file: shows what was signed, and says whether it still is that.
(() => {
    const held = JSON.parse(document.getElementById('held').textContent);
    const tour = JSON.parse(held.file);
    const make = (name, text, ...children) => {
        const element = document.createElement(name);
        if (text) element.textContent = text;
        element.append(...children);
        return element;
    };
    const joined = (separator, ...parts) => parts.filter(Boolean).join(separator);
    const line = (at, title, ...quiet) => [
        make('dt', at || ''),
        make(
            'dd',
            title,
            ...(joined(' · ', ...quiet) ? [make('small', joined(' · ', ...quiet))] : []),
        ),
    ];
    const day = (sheet) => {
        const where = joined(
            ', ',
            (sheet.venue && sheet.venue.name) || (sheet.day && (sheet.day.title || sheet.day.kind)),
            sheet.city,
        );
        const list = make(
            'dl',
            '',
            ...[
                ...sheet.travel.map((leg) =>
                    line(
                        joined(' – ', leg.departs, leg.arrives),
                        leg.title || leg.mode,
                        joined(' – ', leg.departs_place, leg.arrives_place),
                    ),
                ),
                ...sheet.items.map((item) =>
                    line(joined(' – ', item.starts, item.ends), item.title, item.place, item.notes),
                ),
                ...sheet.stays.map((stay) => line('Hotel', stay.name, stay.address, stay.phone)),
                ...sheet.contacts.map((one) =>
                    line(one.phone || '', one.name, one.job, one.company, one.email),
                ),
            ].flat(),
        );
        const facts = joined(' · ', sheet.venue && sheet.venue.address, sheet.zone_words);
        return make(
            'details',
            '',
            make('summary', joined(' · ', sheet.date_words, where)),
            make('p', facts),
            list,
        );
    };
    const status = make('p', 'Checking whether this file is whole…');
    status.setAttribute('role', 'status');
    document.title = tour.tour;
    document.body.append(
        make('h1', tour.tour),
        make('p', joined(' · ', tour.artist, 'as of ' + new Date(tour.made_at).toLocaleString())),
        status,
        ...tour.sheets.map(day),
    );
    const bytes = (text) =>
        Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (c) => c.charCodeAt(0));
    const say = (text, isBad) => {
        status.textContent = text;
        status.className = isBad ? 'bad' : '';
    };
    const check = async () => {
        const { kty, crv, x, y } = held.key;
        const key = await crypto.subtle.importKey(
            'jwk',
            { kty, crv, x, y },
            { name: 'ECDSA', namedCurve: 'P-256' },
            false,
            ['verify'],
        );
        return crypto.subtle.verify(
            { name: 'ECDSA', hash: 'SHA-256' },
            key,
            bytes(held.signature),
            new TextEncoder().encode(held.purpose + held.file),
        );
    };
    if (!globalThis.crypto || !crypto.subtle)
        say('This browser cannot check the signature here.', false);
    else
        check().then(
            (isIntact) =>
                isIntact
                    ? say(
                          'Unchanged since it was signed with key ' +
                              (held.key.kid || '') +
                              ' of ' +
                              held.site +
                              '.',
                          false,
                      )
                    : say('This file was changed after it was signed. Do not rely on it.', true),
            () => say('The signature of this file cannot be read. Do not rely on it.', true),
        );
})();
