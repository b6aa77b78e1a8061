import { documentList, documentOrigins, type DocumentType, documentTypes } from "@kheo/core/offices/documents";
import { stateText } from "@kheo/core/rules/states";
import { z } from "zod";
import { byState, listSearch } from "../../rules/list-search.ts";

/** What the book is narrowed by. */
export const documentsSearch = listSearch(documentList, {
  ...byState(stateText.document),
  type: z
    .enum(Object.keys(documentTypes) as [DocumentType, ...DocumentType[]])
    .optional()
    .catch(undefined),
  origin: z.enum(documentOrigins).optional().catch(undefined),
  year: z.int().min(1900).max(2200).optional().catch(undefined),
  search: z.string().max(100).optional().catch(undefined),
});
