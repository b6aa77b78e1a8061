import { Page } from "../../ui/page.tsx";

export const PeoplePage = () => <Page title="Đang dựng">{null}</Page>;
