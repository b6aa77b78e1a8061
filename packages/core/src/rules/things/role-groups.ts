export const everyone = {
  unitOfficer: "all",
  standingOffice: "all",
  councilMember: "all",
  secretary: "all",
  panelMember: "all",
  steeringMember: "all",
  leader: "all",
  administrator: "all",
  viewer: "all",
} as const;
/** A guest sees what has been published, units and reports: drafts, dossiers and sheets hold what is personal. */
export const insiders = {
  unitOfficer: "below",
  standingOffice: "below",
  councilMember: "below",
  secretary: "below",
  panelMember: "below",
  steeringMember: "below",
  leader: "below",
} as const;
export const readers = { ...insiders, viewer: "below" } as const;
export const registrants = { unitOfficer: "own", standingOffice: "below" } as const;
export const office = { standingOffice: "below" } as const;
/** Who prepares and runs the sittings of a body: at its unit. */
export const conveners = { standingOffice: "own", secretary: "own" } as const;
/** Whose body it is: no office above prepares what the unit itself founds. */
export const ownOffice = { standingOffice: "own" } as const;
export const leaders = { leader: "below" } as const;
/** An office as long as no council has the scoring; then the office of that council's unit alone. */
export const officeOfCouncil = { at: "council", ...office } as const;
export const officeOfDecider = { at: "decider", ...office } as const;
export const leadersOfDecider = { at: "decider", ...leaders } as const;
export const officeOfGiver = { at: "giver", ...office } as const;
export const administrators = { administrator: "below" } as const;
