import { fold } from "../ground/text.ts";

/**
 * Passwords of ten signs or more, and words that people lengthen with figures, that lists of what was guessed and
 * stolen begin with, and those that suggest themselves here. As they are compared: small letters and figures without
 * marks.
 */
const common: ReadonlySet<string> = new Set(
  `danvankheo danvan dankheo kheo danvankheotinh danvankheocapxa danvankheoquangngai mohinhdanvankheo
  mohinhkheo phongtraodanvankheo phongtraothidua thiduadanvankheo danvanchinhquyen bandanvan bandanvantinhuy
  bandanvantrunguong khoidanvan tothidua hoidongthidua daidoanket daidoanketdantoc
  khoidaidoanket mattrantoquoc mattrantoquocvietnam uybanmattran uybannhandan hoidongnhandan
  dangcongsanvietnam dangbotinh tinhquangngai thanhpho congchuc vienchuc
  khongcomatkhau matkhaulagi matkhaucuatoi matkhaucuaem matkhaucuaanh matkhaumanh matkhaubimat matkhaudangnhap
  matkhauhethong matkhauwifi matkhauquantri quenmatkhau doimatkhau nhapmatkhau khongcogi khongbietgi khongnhomatkhau
  emyeuanhnhieu emyeuanhnhieulam emyeuanhmaimai anhyeuemnhieu anhyeuemnhieulam anhyeuemmaimai
  yeuemmaimai yeuanhmaimai yeuanhnhieulam yeuemnhieu toiyeuem toiyeuanh toiyeuban conyeubome conyeubamenhieu
  conyeugiadinh giadinhlaso giadinhhanhphuc toiyeugiadinh toiyeuvietnam toiyeutoquoc vietnammuonnam
  vietnamquehuongtoi chucmungnammoi sinhnhatvuive songvadukhi songdeyeuthuong motngaymoi motngaydeptroi
  tinhyeumaimai nhoemnhieulam nhoanhnhieulam vochongminh vochonghanhphuc ngoisao hoahongdo mothaibabonnam
  mothaibabonnamsau motdentam matkhau matkhaumoi matkhaucu matkhaudai matkhaumacdinh mothaiba motaihaba anhyeuem
  emyeuanh yeuemnhieulam iloveyou iloveyouforever iloveyousomuch iloveu ilovevietnam vietnam vietnamvodich
  vietnamquehuong yeuvietnam vietcong saigon hanoi hochiminh bachohochiminh hochiminhcity quangngai kontum trungson
  chibo danguy dangbo dangcongsan mattran mttq ubnd ubmttq tinhuy thanhuy huyenuy thidua khenthuong quantri
  quantrivien hethong taikhoan nguoidung canbo chuyenvien bithu lanhdao hoidong xinchao chaoban giadinh giadinhtoi
  hanhphuc conyeume conyeubame nguyenvan nguyen tranvan khongcopass khongbiet khongcho khongnoi password passwd
  passwords mypassword newpassword changeme changeit letmein letmeinnow welcome welcomeback default secret topsecret
  admin administrator adminadmin root rootroot superuser superadmin guest testtest tester testing user username
  qwerty qwertyuiop qwertyui qwertz qwertyqwerty asdfgh asdfghjkl asdfghjklm asdfasdf zxcvbn zxcvbnm zxcvbnmzxcvbnm
  qazwsx qazwsxedc qazwsxedcrfv 1qaz2wsx 1qaz2wsx3edc 1qazxsw2 1q2w3e4r 1q2w3e4r5t 1q2w3e4r5t6y zaq12wsx q1w2e3r4
  q1w2e3r4t5 q1w2e3r4t5y6 qwe123qwe asd123asd abc123abc a1b2c3d4e5 1a2b3c4d5e aa123456789 a123456789 a1234567890
  123456789a 1234567890a abc123456 abcd123456 abc1234567 abcd1234 abcde12345 123456abc 12345qwert qwert12345
  q123456789 1234qwer qwer1234 qwerasdf qwerasdfzxcv 147258369 147258369a 0123456789 01234567890 1029384756 9876543210
  0987654321 1357924680 2468013579 1122334455 11223344556 112233445566 1212121212 1231231231 1234512345 1234554321
  1234567899 123456789123 12345678910 12345678912 123456788 123456987 1236987450 741852963 7418529630 789456123
  7894561230 football basketball baseball monkey dragon master sunshine princess superman batman spiderman pokemon
  starwars computer internet facebook google samsung iphone liverpool chelsea arsenal barcelona manchester
  manchesterunited realmadrid michael jordan jennifer jessica charlie trustno whatever forever friends friendship
  hello helloworld hellohello loveyou lovely mylove myfamily family blessed summer winter spring autumn september
  november december january february flower butterfly chocolate cookie banana orange purple shadow killer hunter
  ranger soccer hockey tigger mustang corvette ferrari porsche mercedes harley yamaha yankees cowboys eagles
  lakers ashley amanda nicole daniel matthew andrew joshua robert thomas george maggie buster ginger pepper
  p@ssw0rd passw0rd pa55word pa55w0rd access freedom nothing anything something unknown nopassword thepassword
  passwordpassword correcthorsebatterystaple lookout blink182 gfhjkm ytrewq poiuytrewq lkjhgfdsa mnbvcxz`
    .split(/\s+/u)
    .map((word) => word.replaceAll(/[^a-z0-9]/gu, "")),
);

const bareOf = (text: string): string => fold(text).replaceAll(/[^a-z0-9]/gu, "");
const withoutFigures = (bare: string): string => bare.replaceAll(/^\d+|\d+$/gu, "");

/** Whether each sign is the one after, or before, the last: figures begin again after nine. */
const isSequence = (bare: string): boolean => {
  const isFigures = /^\d+$/u.test(bare);
  const steps = new Set(
    Array.from(bare.slice(1), (_, index) => {
      const step = bare.charCodeAt(index + 1) - bare.charCodeAt(index);
      return isFigures ? (step + 10) % 10 : step;
    }),
  );
  const [step = 0] = steps;
  return steps.size === 1 && (step === 1 || step === (isFigures ? 9 : -1));
};

/** How a password is compared with those that are known: small letters and figures without marks, with and without the figures around them. */
export const passwordForms = (password: string): readonly [string, string] => {
  const bare = bareOf(password);
  return [bare, withoutFigures(bare)];
};

/** Whether a password is among the first that are guessed: common, of few signs, a sequence, a repeated word. */
export const isTrivialPassword = (password: string): boolean => {
  const [bare, word] = passwordForms(password);
  return (
    new Set(password.toLowerCase()).size < 4 ||
    common.has(bare) ||
    common.has(word) ||
    (bare.length > 1 && (isSequence(bare) || /^(.{1,8})\1+$/u.test(bare)))
  );
};

/** Whether a password is little more than the name that stands above it. */
export const isOwnName = (password: string, username: string): boolean => {
  const [bare, name] = [bareOf(password), bareOf(username)];
  return name !== "" && (bare === name || withoutFigures(bare) === withoutFigures(name));
};

export const trivialPasswordText =
  "Mật khẩu: quá dễ đoán. Hãy đặt một câu ngắn mà chỉ mình biết, không dùng dãy số, tên đăng nhập hay từ quen thuộc.";
