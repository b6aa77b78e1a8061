type Vote = { readonly agree: number | null; readonly members: number | null };

/** `7/9 thành viên`, whose label says that they agree, or a dash for a recognition that came from no meeting here. */
export const voteText = ({ agree, members }: Vote): string =>
  agree === null || members === null ? "—" : `${agree}/${members} thành viên`;
