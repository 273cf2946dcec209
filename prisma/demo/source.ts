/** What the published list of posts says of each criterion, in its own order: most points and type letter. The schemes are tested against it. */

/** M measurement · D deduction · J judgement · T time · C checklist. */
export type TypeLetter = 'M' | 'D' | 'J' | 'T' | 'C';

export const SOURCE: Readonly<Record<string, Readonly<Record<string, readonly [max: number, type: TypeLetter]>>>> = {
  CLEAN_INDOOR: { 'attire-tools': [10, 'C'], 'work-order': [15, 'D'], 'colour-coding': [15, 'D'], cleanliness: [30, 'M'], restock: [9, 'C'], conduct: [11, 'J'], time: [10, 'T'] },
  CLEAN_OUTDOOR: { sorting: [40, 'M'], sweeping: [20, 'D'], bins: [10, 'C'], dilution: [10, 'M'], protection: [10, 'C'], time: [10, 'T'] },
  GREEN_OUTDOOR: { tools: [10, 'C'], flatness: [15, 'M'], cuts: [20, 'M'], shape: [20, 'J'], 'dead-wood': [10, 'D'], 'machine-safety': [15, 'D'], clearing: [5, 'D'], time: [5, 'T'] },
  GREEN_INDOOR: { identify: [20, 'M'], watering: [20, 'M'], leaves: [15, 'D'], repotting: [15, 'C'], floral: [20, 'J'], time: [10, 'T'] },
  CONF_SETUP: { grooming: [10, 'C'], alignment: [16, 'M'], placing: [20, 'M'], seating: [10, 'D'], tea: [20, 'D'], refill: [9, 'J'], 'after-check': [10, 'C'], time: [5, 'T'] },
  CONF_ETIQUETTE: { grooming: [10, 'C'], posture: [20, 'J'], escort: [20, 'D'], ceremony: [20, 'D'], speech: [15, 'J'], situation: [15, 'J'] },
  AV_SUPPORT: { 'power-on': [15, 'D'], connection: [24, 'C'], join: [15, 'M'], faults: [24, 'M'], cabling: [12, 'J'], shutdown: [10, 'C'] },
  SEC_GATE: { dress: [8, 'C'], salute: [16, 'J'], visitors: [25, 'M'], vehicles: [18, 'D'], contraband: [15, 'M'], incident: [18, 'J'] },
  SEC_PATROL: { formation: [30, 'D'], checkpoints: [20, 'M'], hazards: [24, 'M'], 'riot-gear': [16, 'D'], records: [10, 'C'] },
  FIRE_RESPONSE: { suit: [10, 'M'], hose: [30, 'M'], extinguisher: [20, 'D'], hydrant: [15, 'D'], 'first-fire': [15, 'C'], return: [10, 'D'] },
  FIRE_CONTROL: { procedure: [36, 'D'], signals: [18, 'M'], retrieval: [18, 'M'], log: [12, 'C'], phrases: [16, 'J'] },
  ELECTRICIAN: { measures: [20, 'D'], 'power-up': [30, 'M'], workmanship: [15, 'J'], faults: [15, 'M'], instruments: [10, 'D'], time: [10, 'T'] },
  HVAC: { 'start-stop': [25, 'D'], parameters: [24, 'M'], filter: [16, 'C'], diagnosis: [15, 'M'], energy: [12, 'J'], records: [8, 'C'] },
  PLUMBING: { isolation: [10, 'C'], 'pressure-test': [30, 'M'], dimensions: [18, 'M'], repair: [16, 'D'], workmanship: [16, 'J'], time: [10, 'T'] },
  CANTEEN_COOK: { hygiene: [15, 'D'], knife: [15, 'M'], taste: [35, 'J'], 'core-temperature': [10, 'M'], portion: [10, 'M'], yield: [8, 'M'], time: [7, 'T'] },
  CANTEEN_SERVICE: { 'morning-check': [10, 'C'], dishwashing: [20, 'D'], disinfection: [15, 'M'], samples: [15, 'C'], setting: [16, 'M'], courtesy: [14, 'J'], complaint: [10, 'J'] },
};
