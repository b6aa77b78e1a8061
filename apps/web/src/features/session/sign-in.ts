/** Signs in by name and password; the answer is a sentence when it fails, `null` when it worked. */
export const signIn = async (username: string, password: string): Promise<string | null> => {
  try {
    const response = await fetch("/api/auth/sign-in/username", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ username, password }),
    });
    if (response.ok) return null;
    if (response.status === 429) return "Đăng nhập sai quá nhiều lần. Hãy đợi một phút rồi thử lại.";
    return "Tên đăng nhập hoặc mật khẩu chưa đúng.";
  } catch {
    return "Chưa kết nối được với máy chủ. Hãy kiểm tra mạng rồi thử lại.";
  }
};

export const signOut = async (): Promise<void> => {
  await fetch("/api/auth/sign-out", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: "{}",
  }).catch(() => undefined);
};
