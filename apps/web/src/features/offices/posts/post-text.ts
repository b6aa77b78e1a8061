import { type BodyKind, type BodySeat, bodySeatText } from "@kheo/core/offices/bodies";
import { type Role, roleText } from "@kheo/core/rules/policy";

type Named = {
  readonly role: Role;
  readonly seat: BodySeat | null;
  readonly bodyKind: BodyKind | null;
  readonly organName?: string | null;
  readonly inPlaceOf?: string | null;
};

/** A post in words: the seat on a body or the role, the organ that has it, and in whose place it is held. */
export const postText = ({ role, seat, bodyKind, organName = null, inPlaceOf = null }: Named): string =>
  [
    seat !== null && bodyKind !== null ? bodySeatText[bodyKind][seat] : roleText[role],
    ...(organName === null ? [] : [` (${organName})`]),
    ...(inPlaceOf === null ? [] : [`, thay ${inPlaceOf}`]),
  ].join("");
