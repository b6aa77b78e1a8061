import { meetingList } from "@kheo/core/movement/lists";
import { listSearch } from "../../rules/list-search.ts";

export const meetingListSearch = listSearch(meetingList, {});
