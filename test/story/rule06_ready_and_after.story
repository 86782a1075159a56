# Rule 6: the legal clock ends at `ready`; the one-stop head holds until the notice is delivered,
# then the citizen. Both clocks are kept. Stop is a closing; `reopen` starts a new span.

# Death registration, same day. Ready at 11:00 is in time, though the family comes a week later.
story Rule 6: ready ends the clock, handing over ends the dossier
store 2026-03-02 07:30
person lan clerk of 25195.mc
person hoa head of 25195.mc
person nga head of 25195.vhxh
person duc officer of 25195.vhxh
person chu head of 25195
person vanphong head of 25195.vp
person van records of 25195.vp

at 08:00
as lan do receive_new D1 procedure=1.000656 channel=counter receiving=25195.mc owner="Lê Thị Mẫu"
expect D1 promise 17:00
as lan do hand_over D1 outcome=forward
at 09:00
as duc do take D1
as duc do finish D1
at 10:00
as van do ready D1
expect refused right.records
as chu do sign D1
as van do ready D1
expect refused ready.unnumbered "rule 6"
as lan do tell D1 notice=result how=phone
expect refused state.not_ready
as van do number D1 number=7/TLKT book=TLKT file="Trích lục khai tử"
at 11:00
as van do ready D1
expect D1 state ready
expect D1 ready 11:00
expect D1 delivered none
expect D1 holder 25195.mc head hoa
# An untold result is the counter's: from 11:00 to 15:30 half an hour and two and a half.
at 15:00
as lan do tell D1 notice=result how=sms
expect D1 holder 25195.mc head hoa
at 15:30
as portal do notice_delivered D1 notice=result how=tracking
expect D1 holder citizen
expect D1 hold 8 holder citizen
expect D1 work 7 = 3h
at 2026-03-09 09:00
as lan do deliver D1 how=window collector="Lê Thị Mẫu"
expect refused deliver.how "Decree 61/2018 art. 20"
as lan do deliver D1 how=counter collector="Lê Thị Mẫu"
expect D1 state delivered
expect D1 ready 2026-03-02 11:00
expect D1 delivered 2026-03-09 09:00
expect D1 holder nobody
expect D1 work-sum
expect rate official = 1/1
expect rate lived = 1/1

# A name is misspelt in the extract: reopened, a new span begins with the maker; the days the
# paper lay with the family are nobody's. The first ready time is kept beside the last.
as lan do reopen D1 fault=weather reason="Sai họ"
expect refused reopen.fault
at 2026-03-10 08:00
as lan do reopen D1 fault=office reason="Sai họ trong trích lục"
expect D1 state open
expect D1 reopened 1
expect D1 ready none
expect D1 first-ready 2026-03-02 11:00
expect D1 holder 25195.vhxh officer duc
expect D1 hold 9 from 08:00
as duc do take D1
as duc do finish D1
as chu do sign D1
as van do number D1 number=7a/TLKT book=TLKT file="Trích lục khai tử, sửa"
at 09:00
as van do ready D1
as lan do deliver D1 how=counter collector="Lê Thị Mẫu"
expect D1 state delivered
expect D1 work-sum
# Officially ready in time on the 2nd; lived, the right paper came eight days late.
expect rate official = 1/1
expect rate lived = 0/1

# The citizen withdraws: form 05 is a closing (L12). So is a stop, which a new span can follow.
story Rule 6: withdrawn and stopped are closed
store 2026-03-02 07:30
person lan clerk of 25195.mc
person hoa head of 25195.mc
person minh head of 25195.kt
person tuan officer of 25195.kt

at 08:00
as lan do receive_new D1 procedure=1.001612 channel=counter receiving=25195.mc owner="Nguyễn Văn Thử"
as lan do receive_new D2 procedure=1.001612 channel=counter receiving=25195.mc owner="Lê Thị Mẫu"
as lan do reopen D1 fault=office reason="Chưa đóng"
expect refused state.not_closed "rule 6"
as lan do withdraw D1 reason="Đổi ý"
expect D1 state withdrawn
expect D1 holder nobody
as lan do hand_over D1 outcome=forward
expect refused right.holder
as lan do withdraw D1 reason="Đổi ý lần nữa"
expect refused state.closed
expect unchanged
as lan do hand_over D2 outcome=forward
as tuan do take D2
at 2026-03-03 08:00
as minh do stop D2 ground=dispute note="Có đơn khiếu nại"
expect D2 state stopped
expect D2 closed 08:00
at 2026-03-10 08:00
as lan do reopen D2 fault=office reason="Dừng không đúng"
expect D2 state open
expect D2 holder 25195.kt officer tuan
# The closed week belongs to no hold.
expect D2 hold 4 from 2026-03-10 08:00
expect D2 hold 3 to 2026-03-03 08:00
# The date stays as promised: reopening repairs nothing.
expect D2 due 2026-03-05 17:00
expect D2 work-sum
