import { type EvidenceKind, evidenceKindText } from "@kheo/core/movement/evidence";
import { addressOf, calledOf, isPhoto } from "./evidence-data.ts";
import "./evidence.css";

type ThumbnailProps = {
  readonly file: { readonly id: string; readonly title: string; readonly name: string; readonly kind: EvidenceKind };
};

/** A photo in small; of a document, what it is. */
export const Thumbnail = ({ file }: ThumbnailProps) =>
  isPhoto(file.kind) ? (
    <img
      className="thumbnail"
      src={addressOf(file.id, "thumbnail")}
      alt={calledOf(file)}
      width={96}
      height={96}
      loading="lazy"
    />
  ) : (
    <span className="thumbnail thumbnail-document" aria-hidden="true">
      {evidenceKindText[file.kind]}
    </span>
  );
