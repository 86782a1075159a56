# Files belong to a dossier: papers by the counter, a draft by whoever has it, the signed
# result by whoever numbers it. What was put in stays on record.
story Files are put in by who has to do with the dossier, as what they are then
store 2026-03-02 07:30
person hoa head of 25195.mc
person lan clerk of 25195.mc
person minh head of 25195.kt
person tuan officer of 25195.kt
person van records of 25195.vp
person chu head of 25195
person la officer of so-nv.vl
at 08:00
as lan do receive_new D1 procedure=1.001612 channel=counter receiving=25195.mc owner="Nguyễn Văn Thử"
as lan do attach D1 what=paper paper=form file="%PDF-1.4 the form" name="Đơn.pdf"
expect kinds file_attached
as lan do attach D1 what=paper paper=nonsense file="%PDF-1.4 the form"
expect refused paper.unknown
as la do attach D1 what=paper file="%PDF-1.4 x"
expect refused right.filer
as lan do attach D1 what=result file="%PDF-1.4 x"
expect refused file.unsigned
as lan do attach D1 what=paper file=0000000000000000000000000000000000000000000000000000000000000000
expect refused file.other
as lan do hand_over D1 outcome=forward
as tuan do take D1
as tuan do attach D1 what=draft file="%PDF-1.4 draft"
as van do attach D1 what=draft file="%PDF-1.4 draft"
expect refused right.*
as lan do detach D1 number=1 reason="Nhầm tệp của người khác"
expect kinds file_withdrawn
as lan do detach D1 number=1 reason="Nhầm tệp của người khác"
expect refused file.withdrawn
as lan do detach D1 number=9 reason="x"
expect refused file.none
reopen store
rebuild
at 2026-03-03 10:00
as tuan do hand_over D1 outcome=forward
as minh do take D1
as minh do finish D1
as chu do sign D1
as van do attach D1 what=draft file="%PDF-1.4 draft"
expect refused right.holder
as van do attach D1 what=result file="%PDF-1.4 signed" name="Giấy chứng nhận đăng ký hộ kinh doanh"
expect kinds file_attached
reopen store
expect verify
