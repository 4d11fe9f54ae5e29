import { OPEN_FROM, OPEN_TO } from '@phat-ngon/kit';
import { CLASSES } from './history.js';
import { registrationsFor } from './registrations.js';

const agencies = Array.from({ length: 32 }, (_, index) => ({
  uid: `ubnd-${index}`,
  path: '/vn/',
  validFrom: index === 0 ? '2024-01-01' : OPEN_FROM,
  validTo: index === 1 ? '2024-01-01' : OPEN_TO,
}));

describe('the registrations of the demonstration', () => {
  it('are of every second agency, of which one in eight did not come', () => {
    const own = registrationsFor(agencies).filter(({ classUid }) => classUid === 'lop-004');
    expect(own.length).toBe(15);
    expect(own.filter(({ attended }) => attended === 0)).toHaveLength(1);
  });

  it('are of agencies that are in force on the first day of the class', () => {
    for (const { classUid, agencyUid } of registrationsFor(agencies)) {
      const startsOn = CLASSES.find(({ uid }) => uid === classUid)?.startsOn ?? '';
      if (agencyUid === 'ubnd-0') expect(startsOn >= '2024-01-01').toBe(true);
      if (agencyUid === 'ubnd-1') expect(startsOn < '2024-01-01').toBe(true);
    }
  });
});
