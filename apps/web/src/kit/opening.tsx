/** What `index.html` says before the program is there, and the program goes on saying until it has something to draw. */
export const Opening = () => (
  <main className="opening">
    <strong>Khéo</strong>
    <p>Phong trào thi đua “Dân vận khéo”</p>
    <output aria-busy="true">
      Đang mở Khéo…
      <span>
        Mạng chậm thì lần mở đầu tiên có thể mất đến mười giây. Nếu đã quá một phút, hãy kiểm tra kết nối mạng rồi tải
        lại trang.
      </span>
    </output>
  </main>
);
