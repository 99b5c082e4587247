/** Vendors that left before $1, and when: offboarded is the end, and the ledger says since when. */
export const offboardedBefore = `SELECT v.id, o.at FROM vendor v
   CROSS JOIN LATERAL (SELECT min(l.recorded_at) AS at FROM ledger_entry l
     WHERE l.subject_id = v.id AND l.state->>'status' = 'offboarded') o
  WHERE v.status = 'offboarded' AND o.at < $1`;
