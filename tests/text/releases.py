"""Press releases as several desks run them: whole, cut, in other words; and their twins.

All invented. `original` is the first to run it; `rewrites` tell the same event in other
words, `cuts` leave paragraphs out; `twins` tell another event in the same words.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Release:
    original: str
    rewrites: tuple[str, ...]
    twins: tuple[str, ...]

    @property
    def cuts(self) -> tuple[str, ...]:
        """The first two paragraphs, as a desk short of room runs them."""
        return ("\n\n".join(self.original.split("\n\n")[:2]),)


RELEASES = (
    Release(
        original="""Tim Opsnal Satreskrim Polres Landak membekuk seorang pria berinisial RD (27) yang diduga membobol kios telepon genggam milik Yakobus Tarigas di Pasar Ngabang, Selasa (12/3/2024) dini hari.

Kasat Reskrim AKP Gregorius Malau menjelaskan pelaku masuk lewat atap dengan memotong seng memakai gunting besi, lalu menggasak 14 unit telepon genggam dan uang tunai Rp3.750.000.

“Pelaku kami tangkap di rumah kerabatnya di Desa Amboyo Inti enam jam setelah korban melapor,” kata Gregorius.

Dari tangan RD petugas menyita sembilan unit telepon genggam, sebuah linggis, dan tas ransel hitam. Lima unit lainnya sudah dijual melalui media sosial.

Pelaku dijerat Pasal 363 KUHP dengan ancaman tujuh tahun penjara.""",
        rewrites=(
            """Belum sehari menikmati hasil curian, RD (27) sudah meringkuk di sel Polres Landak. Pria itu diringkus pada Selasa (12/3/2024) karena diduga menguras sebuah kios ponsel di Pasar Ngabang.

Pemilik kios, Yakobus Tarigas, kehilangan 14 unit telepon genggam berikut uang Rp3.750.000 dari laci kasir.

AKP Gregorius Malau, Kasat Reskrim, menyebut pencuri itu naik ke atap dan menggunting seng agar bisa turun ke dalam kios. Jejaknya tercium di Desa Amboyo Inti, tempat keluarganya tinggal.

Polisi baru menemukan kembali sembilan ponsel. Sisanya telanjur laku di dunia maya.""",
        ),
        twins=(
            """Tim Opsnal Satreskrim Polres Landak membekuk seorang pria berinisial HS (31) yang diduga membobol kios telepon genggam milik Petrus Anyan di Pasar Sebangki, Selasa (12/3/2024) dini hari.

Kasat Reskrim AKP Gregorius Malau menjelaskan pelaku masuk lewat atap dengan memotong seng memakai gunting besi, lalu menggasak 22 unit telepon genggam dan uang tunai Rp1.200.000.

“Pelaku kami tangkap di rumah kerabatnya di Desa Kumpang Tengah enam jam setelah korban melapor,” kata Gregorius.

Dari tangan HS petugas menyita sembilan unit telepon genggam, sebuah linggis, dan tas ransel hitam. Lima unit lainnya sudah dijual melalui media sosial.

Pelaku dijerat Pasal 363 KUHP dengan ancaman tujuh tahun penjara.""",
        ),
    ),
    Release(
        original="""Polsek Kendawangan bersama Basarnas mengevakuasi jasad nelayan bernama Mansur Daeng (48) yang hilang sejak kapalnya dihantam gelombang di perairan Pulau Bawal, Kamis (18/1/2024).

Kapolsek Kendawangan Iptu Leonardus Beni mengatakan jasad korban ditemukan mengapung 11 mil dari titik kejadian oleh awak kapal KM Sinar Pagi sekitar pukul 07.40 WIB.

“Korban langsung kami serahkan kepada keluarga di Desa Mekar Utama untuk dimakamkan,” ujarnya.

Mansur melaut seorang diri pada Senin (15/1/2024) dengan perahu berukuran tujuh meter. Tim pencari mengerahkan dua kapal patroli dan 26 personel.

Basarnas mengimbau nelayan menunda melaut karena gelombang mencapai 2,5 meter.""",
        rewrites=(
            """Pencarian terhadap Mansur Daeng (48) berakhir duka. Awak KM Sinar Pagi mendapati tubuh nelayan itu terapung di sekitar Pulau Bawal, Kamis (18/1/2024) pagi, 11 mil jauhnya dari tempat perahunya terbalik.

Iptu Leonardus Beni, Kapolsek Kendawangan, menuturkan jenazah telah dibawa pulang ke Desa Mekar Utama.

Warga mengenal Mansur sebagai pelaut ulung yang terbiasa berangkat sendirian. Ia pergi sejak Senin dan tak kunjung kembali.

Sebanyak 26 personel diterjunkan selama operasi, sementara ombak setinggi 2,5 meter masih mengancam.""",
        ),
        twins=(
            """Polsek Kendawangan bersama Basarnas mengevakuasi jasad nelayan bernama Usman Labo (39) yang hilang sejak kapalnya dihantam gelombang di perairan Pulau Cempedak, Kamis (25/1/2024).

Kapolsek Kendawangan Iptu Leonardus Beni mengatakan jasad korban ditemukan mengapung 6 mil dari titik kejadian oleh awak kapal KM Bintang Timur sekitar pukul 15.10 WIB.

“Korban langsung kami serahkan kepada keluarga di Desa Banjar Sari untuk dimakamkan,” ujarnya.

Usman melaut seorang diri pada Selasa (23/1/2024) dengan perahu berukuran lima meter. Tim pencari mengerahkan dua kapal patroli dan 18 personel.

Basarnas mengimbau nelayan menunda melaut karena gelombang mencapai 2 meter.""",
        ),
    ),
    Release(
        original="""Bhabinkamtibmas Desa Teluk Kembang, Bripka Sutarjo Lampung, menghadiri musyawarah perencanaan pembangunan di aula kantor desa, Rabu (7/2/2024).

Musyawarah yang dihadiri 45 warga itu membahas pembangunan jalan usaha tani sepanjang 1.200 meter dan perbaikan tiga jembatan kayu.

Bripka Sutarjo mengajak warga mengawasi penggunaan dana desa agar tepat sasaran. “Kalau ada yang janggal, sampaikan baik-baik lewat musyawarah,” pesannya.

Kepala desa Hermanus Jampi berterima kasih atas pendampingan Polsek Meliau selama ini.""",
        rewrites=(
            """Jalan usaha tani sepanjang 1.200 meter menjadi usulan utama warga Desa Teluk Kembang, Kecamatan Meliau, dalam musrenbang yang berlangsung Rabu (7/2/2024).

Sebanyak 45 warga hadir, didampingi Bripka Sutarjo Lampung selaku Bhabinkamtibmas.

Ia berpesan agar pemakaian dana desa diawasi bersama. Hermanus Jampi, sang kepala desa, menyambut baik pesan itu dan berharap tiga jembatan kayu di desanya segera diperbaiki pula.""",
        ),
        twins=(
            """Bhabinkamtibmas Desa Sungai Kembayau, Bripka Anton Purba, menghadiri musyawarah perencanaan pembangunan di aula kantor desa, Rabu (7/2/2024).

Musyawarah yang dihadiri 60 warga itu membahas pembangunan jalan usaha tani sepanjang 800 meter dan perbaikan tiga jembatan kayu.

Bripka Anton mengajak warga mengawasi penggunaan dana desa agar tepat sasaran. “Kalau ada yang janggal, sampaikan baik-baik lewat musyawarah,” pesannya.

Kepala desa Lambertus Ujung berterima kasih atas pendampingan Polsek Meliau selama ini.""",
            """Bhabinkamtibmas Desa Sungai Kembayau, Bripka Sutarjo Lampung, menghadiri musyawarah perencanaan pembangunan di aula kantor desa, Kamis (8/2/2024).

Musyawarah yang dihadiri 45 warga itu membahas pembangunan jalan usaha tani sepanjang 900 meter dan perbaikan tiga jembatan kayu.

Bripka Sutarjo mengajak warga mengawasi penggunaan dana desa agar tepat sasaran. “Kalau ada yang janggal, sampaikan baik-baik lewat musyawarah,” pesannya.

Kepala desa Marius Angket berterima kasih atas pendampingan Polsek Meliau selama ini.""",
        ),
    ),
    Release(
        original="""Satresnarkoba Polresta Pontianak menggerebek rumah kos di Jalan Tanjung Hulu, Kecamatan Pontianak Timur, Minggu (5/5/2024) malam, dan menangkap pasangan FA (33) dan NM (29).

Polisi menemukan 17 paket sabu seberat 42,8 gram, 112 butir ekstasi, dan timbangan digital yang disembunyikan dalam kaleng susu.

Kasat Resnarkoba Kompol Bernard Situmeang mengatakan barang itu diduga berasal dari Malaysia melalui jalur tikus di Entikong.

“Keduanya mengaku diupah Rp5 juta setiap kali mengantar,” kata Bernard, Senin (6/5/2024).

Keduanya terancam hukuman seumur hidup.""",
        rewrites=(
            """Sebuah kaleng susu di kamar kos Jalan Tanjung Hulu ternyata berisi sabu. Penghuninya, FA (33) dan NM (29), tak berkutik saat petugas datang Minggu (5/5/2024) malam.

Kompol Bernard Situmeang dari Satresnarkoba Polresta Pontianak merinci temuan itu: 42,8 gram sabu dalam 17 paket serta 112 butir ekstasi.

Narkotika tersebut ditengarai masuk dari negeri jiran lewat Entikong. Sekali antar, pasangan ini menerima Rp5 juta.""",
        ),
        twins=(
            """Satresnarkoba Polresta Pontianak menggerebek rumah kos di Jalan Tabrani Ahmad, Kecamatan Pontianak Barat, Sabtu (11/5/2024) malam, dan menangkap pasangan DK (41) dan SW (36).

Polisi menemukan 23 paket sabu seberat 61,3 gram, 40 butir ekstasi, dan timbangan digital yang disembunyikan dalam kaleng susu.

Kasat Resnarkoba Kompol Bernard Situmeang mengatakan barang itu diduga berasal dari Malaysia melalui jalur tikus di Entikong.

“Keduanya mengaku diupah Rp8 juta setiap kali mengantar,” kata Bernard, Minggu (12/5/2024).

Keduanya terancam hukuman seumur hidup.""",
        ),
    ),
    Release(
        original="""Kapolres Bengkayang AKBP Teddy Rahmanto memimpin upacara serah terima jabatan lima pejabat utama di halaman Mapolres, Jumat (1/3/2024).

Jabatan Kasat Lantas diserahkan dari AKP Yosef Lubuk kepada AKP Ridwan Saleh, sedangkan Kapolsek Jagoi Babang kini dijabat Iptu Marselinus Oto.

“Mutasi adalah hal biasa untuk penyegaran organisasi,” ujar Teddy dalam amanatnya.

Upacara diikuti 180 personel dan pengurus Bhayangkari.""",
        rewrites=(
            """Gerbong mutasi bergerak di Bengkayang. Lima pejabat utama Polres resmi berganti dalam upacara Jumat (1/3/2024) yang dipimpin AKBP Teddy Rahmanto.

AKP Ridwan Saleh menggantikan AKP Yosef Lubuk sebagai Kasat Lantas. Iptu Marselinus Oto dipercaya memimpin Polsek Jagoi Babang.

Di hadapan 180 personel, Kapolres menyatakan penyegaran perlu agar organisasi tetap sehat.""",
        ),
        twins=(
            """Kapolres Bengkayang AKBP Teddy Rahmanto memimpin upacara serah terima jabatan tiga pejabat utama di halaman Mapolres, Senin (11/3/2024).

Jabatan Kasat Binmas diserahkan dari AKP Titus Ginting kepada AKP Wahid Mustofa, sedangkan Kapolsek Seluas kini dijabat Iptu Fransiskus Kobe.

“Mutasi adalah hal biasa untuk penyegaran organisasi,” ujar Teddy dalam amanatnya.

Upacara diikuti 150 personel dan pengurus Bhayangkari.""",
        ),
    ),
    Release(
        original="""Truk pengangkut pupuk terperosok ke jurang sedalam enam meter di Jalan Lintas Malindo, Dusun Mengkiang, Kecamatan Sanggau Kapuas, Sabtu (20/4/2024) sekitar pukul 02.15 WIB.

Sopir truk bernama Aloysius Bakri (44) mengalami patah lengan, sedangkan kernetnya Deni (19) hanya lecet.

Kanit Gakkum Ipda Robby Manalu menduga sopir mengantuk setelah menempuh perjalanan sembilan jam dari Pontianak.

Muatan 8 ton pupuk berserakan dan sempat dijarah pengendara yang melintas.""",
        rewrites=(
            """Diduga mengantuk, Aloysius Bakri (44) kehilangan kendali atas truknya di Jalan Lintas Malindo, Sabtu (20/4/2024) dini hari. Kendaraan bermuatan 8 ton pupuk itu terjun ke jurang di Dusun Mengkiang.

Lengan Aloysius patah. Kernet yang bersamanya, Deni (19), selamat.

Ipda Robby Manalu selaku Kanit Gakkum menyayangkan ulah pengguna jalan yang mengambil karung-karung pupuk di lokasi.""",
        ),
        twins=(
            """Truk pengangkut pupuk terperosok ke jurang sedalam empat meter di Jalan Lintas Malindo, Dusun Sungai Mawang, Kecamatan Tayan Hulu, Sabtu (27/4/2024) sekitar pukul 04.50 WIB.

Sopir truk bernama Kornelius Abong (51) mengalami patah kaki, sedangkan kernetnya Jaka (22) hanya lecet.

Kanit Gakkum Ipda Robby Manalu menduga sopir mengantuk setelah menempuh perjalanan tujuh jam dari Pontianak.

Muatan 5 ton pupuk berserakan dan sempat dijarah pengendara yang melintas.""",
        ),
    ),
    Release(
        original="""Ratusan pelajar SMA Negeri 2 Tebas mengikuti sosialisasi tertib berlalu lintas yang digelar Satlantas Polres Sambas, Senin (22/7/2024).

Kanit Kamsel Aipda Nurdin Hasan memaparkan 63 kasus kecelakaan yang melibatkan pelajar sepanjang semester pertama.

“Jangan pakai motor kalau belum punya SIM, orang tua juga harus tegas,” kata Nurdin.

Kepala sekolah Rosmawati Abdullah berharap kegiatan serupa diadakan setiap awal tahun ajaran. Polisi juga membagikan 20 helm.""",
        rewrites=(
            """Sebanyak 63 kecelakaan menimpa pelajar di Sambas selama enam bulan terakhir. Angka itu disampaikan Aipda Nurdin Hasan kepada siswa SMA Negeri 2 Tebas, Senin (22/7/2024).

Ia meminta orang tua melarang anak yang belum memiliki SIM membawa motor. Pada akhir acara, 20 helm dibagikan.

Rosmawati Abdullah, kepala sekolah, menyambut baik kedatangan Satlantas Polres Sambas.""",
        ),
        twins=(
            """Ratusan pelajar SMA Negeri 1 Pemangkat mengikuti sosialisasi tertib berlalu lintas yang digelar Satlantas Polres Sambas, Selasa (23/7/2024).

Kanit Kamsel Aipda Nurdin Hasan memaparkan 63 kasus kecelakaan yang melibatkan pelajar sepanjang semester pertama.

“Jangan pakai motor kalau belum punya SIM, orang tua juga harus tegas,” kata Nurdin.

Kepala sekolah Burhanuddin Effendi berharap kegiatan serupa diadakan setiap awal tahun ajaran. Polisi juga membagikan 15 helm.""",
        ),
    ),
    Release(
        original="""Petugas gabungan menemukan ladang ganja seluas setengah hektare di kaki Bukit Kelam, Desa Merpak, Kecamatan Kelam Permai, Rabu (14/8/2024).

Kapolres Sintang AKBP Yulianus Marpaung menyebut ada 238 batang ganja setinggi satu hingga dua meter yang siap panen.

Pemilik ladang berinisial BT (52) melarikan diri saat petugas tiba dan kini masuk daftar pencarian orang.

“Tanaman kami cabut dan bakar di tempat, sebagian disisihkan untuk pemeriksaan laboratorium,” kata Yulianus.""",
        rewrites=(
            """Ladang ganja ditemukan di Bukit Kelam. Sedikitnya 238 batang tanaman terlarang itu tumbuh subur di Desa Merpak, Kabupaten Sintang, sebelum dimusnahkan aparat Rabu (14/8/2024).

AKBP Yulianus Marpaung mengatakan polisi sedang memburu BT (52), orang yang diduga menanamnya.

Sebagian batang dibawa ke laboratorium, selebihnya dibakar di lokasi.""",
        ),
        twins=(
            """Petugas gabungan menemukan ladang ganja seluas seperempat hektare di kaki Bukit Saran, Desa Kebong, Kecamatan Kelam Permai, Rabu (21/8/2024).

Kapolres Sintang AKBP Yulianus Marpaung menyebut ada 95 batang ganja setinggi satu hingga dua meter yang siap panen.

Pemilik ladang berinisial LK (47) melarikan diri saat petugas tiba dan kini masuk daftar pencarian orang.

“Tanaman kami cabut dan bakar di tempat, sebagian disisihkan untuk pemeriksaan laboratorium,” kata Yulianus.""",
        ),
    ),
)
