import { meetingList } from "@kheo/core/movement/lists";
import { listSearch } from "../../rules/lists/list-search.ts";

export const meetingListSearch = listSearch(meetingList, {});
