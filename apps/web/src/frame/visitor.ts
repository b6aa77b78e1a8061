/** Said by the server with the page. Whose session it is, and whether it still is one, it says when it is asked. */
export const bringsSession = document.documentElement.dataset["visitor"] !== "stranger";
