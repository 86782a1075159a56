# Rule 8: recall by the same person while the receiver has not opened it, within 15 working
# minutes; the minutes return to the recaller. Never after a notice, signature or hand-out.

# Handed over at 11:25, recalled at 13:09: five minutes before noon, nine after. The lunch hour is
# no working time.
story Rule 8: fifteen working minutes, over noon
store 2026-03-02 07:30
person lan clerk of 25195.mc
person hoa head of 25195.mc
person minh head of 25195.kt
person tuan officer of 25195.kt

at 08:00
as lan do receive_new D1 procedure=1.001612 channel=counter receiving=25195.mc owner="Nguyễn Văn Thử"
at 11:25
as lan do hand_over D1 outcome=forward
at 13:09
expect D1 work 2 = 14m
as hoa do recall D1
expect refused recall.not_sender "rule 8"
as lan do recall D1
expect D1 step s1
expect D1 holder 25195.mc clerk lan
expect D1 taken yes
# The fourteen minutes lay with the room; they are the clerk's.
expect D1 hold 2 holder 25195.kt head minh
expect D1 hold 2 account 25195.mc clerk lan
expect D1 hold 2 ended recalled
expect D1 work-sum
as lan do recall D1
expect refused recall.*
expect unchanged

# At 13:10 the fifteen are full and it still goes; a second later not.
story Rule 8: to the second
store 2026-03-02 07:30
person lan clerk of 25195.mc
person hoa head of 25195.mc
person minh head of 25195.kt
person tuan officer of 25195.kt

at 08:00
as lan do receive_new D1 procedure=1.001612 channel=counter receiving=25195.mc owner="Nguyễn Văn Thử"
as lan do receive_new D2 procedure=1.001612 channel=counter receiving=25195.mc owner="Lê Thị Mẫu"
at 11:25
as lan do hand_over D1 outcome=forward
as lan do hand_over D2 outcome=forward
at 13:10
as lan do recall D1
expect D1 step s1
at 13:10:01
as lan do recall D2
expect refused recall.late "rule 8"
expect unchanged

# Friday 16:50 and Monday 07:34: ten minutes and four. The weekend is no working time either.
story Rule 8: over a weekend
store 2026-03-06 07:30
person lan clerk of 25195.mc
person hoa head of 25195.mc
person minh head of 25195.kt

at 16:00
as lan do receive_new D1 procedure=1.001612 channel=counter receiving=25195.mc owner="Nguyễn Văn Thử"
at 16:50
as lan do hand_over D1 outcome=forward
at 2026-03-09 07:34
as lan do recall D1
expect D1 holder 25195.mc clerk lan
expect D1 work-sum

story Rule 8: never once opened, nor after a signature
store 2026-03-02 07:30
person lan clerk of 25195.mc
person hoa head of 25195.mc
person nga head of 25195.vhxh
person duc officer of 25195.vhxh
person chu head of 25195
person van records of 25195.vp
person vanphong head of 25195.vp

at 08:00
as lan do receive_new D1 procedure=1.000656 channel=counter receiving=25195.mc owner="Lê Thị Mẫu"
as lan do recall D1
expect refused recall.not_sender
as lan do hand_over D1 outcome=forward
at 08:05
as duc do take D1
as lan do recall D1
expect refused recall.opened "rule 8"
as duc do finish D1
# A finished draft that nobody has opened may come back.
at 08:10
as duc do recall D1
expect D1 step s2
expect D1 holder 25195.vhxh officer duc
expect D1 decision none
as duc do finish D1
as chu do sign D1
as chu do recall D1
expect refused recall.final "rule 8"
as van do number D1 number=7/TLKT book=TLKT file="Trích lục khai tử"
as van do ready D1
as van do recall D1
expect refused state.not_open
expect unchanged

# The receiver goes on leave within these minutes: the stand-in has not opened it either, so it
# may still come back, and all its minutes with it: 5 of the head's, 4 of the deputy's.
story Rule 8: the receiver's leave doesn't open it
store 2026-03-02 07:30
person lan clerk of 25195.mc
person hoa head of 25195.mc
person minh head of 25195.kt
person phuong deputy of 25195.kt

at 08:00
as lan do receive_new D1 procedure=1.001612 channel=counter receiving=25195.mc owner="Nguyễn Văn Thử"
as minh do record_leave minh from=2026-03-02T13:00 to=2026-03-03T17:00
at 11:25
as lan do hand_over D1 outcome=forward
at 13:04
expect D1 holder 25195.kt head phuong
as lan do recall D1
expect D1 holder 25195.mc clerk lan
expect D1 work 2 = 5m
expect D1 hold 2 account 25195.mc clerk lan
expect D1 hold 3 account 25195.mc clerk lan
expect D1 work-sum
