story Rule 23: fees by formula, capped, cut; receipts numbered and kept
store 2026-03-02 07:30
person lan clerk of 25195.mc
person hoa head of 25195.mc
person minh head of 25195.kt
person chu head of 25195
person van records of 25195.vp

at 08:00
# certifying copies: 2,000 for each of the first two pages, 1,000 from the third, at most 200,000 a copy
as lan do receive_new K1 procedure=2.000815 channel=counter receiving=25195.mc owner="Nguyễn Văn Sao"
as lan do fee_receipt K1 pages=10 copies=3
# (2 x 2,000 + 8 x 1,000) x 3
expect K1 fees 36000
expect timeline K1 contains fee_receipted no=1 amount=36000
as lan do receive_new K2 procedure=2.000815 channel=counter receiving=25195.mc owner="Nguyễn Thị Sao"
as lan do fee_receipt K2 pages=300 copies=2
# 2 x 2,000 + 298 x 1,000 = 302,000, capped at 200,000, twice
expect K2 fees 400000
as lan do fee_receipt K2 pages=0 ; expect refused fee.case

# a household business: 100,000; online half; a poor household pays nothing
as lan do receive_new H1 procedure=1.001612 channel=counter receiving=25195.mc owner="Nguyễn Văn Hộ"
as lan do receive_new H2 procedure=1.001612 channel=counter receiving=25195.mc class=poor owner="Nguyễn Thị Hộ"
as lan do submit H3 procedure=1.001612 channel=online receiving=25195.mc owner="Nguyễn Văn Mạng"
as lan do receive H3
as lan do fee_receipt H2 ; expect refused fee.free
as lan do fee_receipt H3
expect H3 fees 50000
as minh do fee_receipt H1 ; expect refused right.clerk
as lan do fee_receipt H1
expect timeline H1 contains fee_receipted no=4 amount=100000

# a cancelled receipt is kept with its number; the next one gets the next number
as lan do cancel_fee H1 no=9 reason="a" ; expect refused fee.none
as lan do cancel_fee H1 no=4 reason="wrong name on it"
expect H1 fees 0
as lan do cancel_fee H1 no=4 reason="again" ; expect refused fee.cancelled
as lan do refund_fee H1 no=4 reason="a" ; expect refused fee.cancelled
as lan do fee_receipt H1
expect timeline H1 contains fee_receipted no=4
expect timeline H1 contains fee_cancelled no=4
expect timeline H1 contains fee_receipted no=5
expect H1 fees 100000

# refund on stop or withdrawal, once, not before
as lan do refund_fee H1 no=5 reason="a" ; expect refused fee.not_due
as lan do withdraw H1 reason="no longer wanted"
as lan do refund_fee H1 no=5 reason="nothing was done"
expect timeline H1 contains fee_refunded no=5 amount=100000
expect H1 fees 0
as lan do refund_fee H1 no=5 reason="again" ; expect refused fee.refunded
as lan do cancel_fee H1 no=5 reason="a" ; expect refused fee.refunded

# what is owed is paid before the hand-out; the poor household owes nothing
as lan do hand_over H2 outcome=forward
as minh do hand_over H2 outcome=forward
as minh do finish H2
as chu do sign H2
as van do number H2 number=1 book=GCN file="h2"
as van do ready H2
as lan do deliver H2 how=counter collector="Nguyễn Thị Hộ"
expect H2 state delivered
expect H2 fees 0

story Rule 23: people without an identity number
store 2026-03-02 07:30
person lan clerk of 25195.mc
at 08:00
as lan do receive_new N procedure=1.001193 channel=counter receiving=25195.mc class=newborn owner="Con bà Nguyễn Thị Mẹ" submitter="Nguyễn Thị Mẹ / 075190001234"
expect N state open
as lan do receive_new F procedure=2.000908 channel=counter receiving=25195.mc class=foreigner owner="John Example"
expect F state open
as lan do receive_new C procedure=2.000815 channel=counter receiving=25195.mc class=organisation owner="Công ty Thử / 3600000001"
expect C state open

story Rule 23: a fixed fee is taken once
store 2026-03-02 07:30
person lan clerk of 25195.mc
person hoa head of 25195.mc
at 08:00
as lan do receive_new D1 procedure=1.001612 channel=counter receiving=25195.mc owner="Tạ Văn Thử"
as lan do fee_receipt D1
as lan do fee_receipt D1
expect refused fee.paid
expect D1 fees 100000
as lan do cancel_fee D1 no=1 reason="sai tên"
as lan do fee_receipt D1
expect D1 fees 100000
