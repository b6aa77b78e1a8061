import { bodyList } from "@kheo/core/offices/lists";
import { listSearch } from "../../rules/list-search.ts";

export const bodyListSearch = listSearch(bodyList, {});
