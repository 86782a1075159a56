# Rule 3: a pause stops the citizen's clock, never accountability. Its minutes belong to whom its
# ground names, with a limit of their own.

# A land certificate is exchanged: 5 working days from Monday 2 March, so Monday 9 March.
# The tax office works it out from Wednesday 4 to Monday 9 March. The day of the pause is used up,
# the day of the resumption is free (R6): 5, 6 and 9 March are held, the date moves by three
# working days to Thursday 12. The wait itself has 5 working days: 5, 6, 9, 10, 11 March.
story Rule 3: while the tax office reckons, the minutes are the tax office's
store 2026-03-02 07:30
person lan clerk of ttpvhcc
person hoa head of ttpvhcc
person kien head of vpdk.dk
person phuc officer of vpdk.dk

at 08:00
as lan do receive_new D1 procedure=1.012783 channel=counter receiving=ttpvhcc owner="Nguyễn Văn Thử"
expect D1 promise 2026-03-09 17:00
as lan do hand_over D1 outcome=forward
as phuc do take D1

at 2026-03-04 10:00
as lan do pause D1 ground=tax document="Phiếu chuyển thuế số 1"
expect refused right.holder
as phuc do pause D1 ground=tax document="Phiếu chuyển thuế số 1"
expect D1 state waiting
expect D1 holder tax
expect D1 due none
expect D1 apology none
expect D1 hold 4 due 2026-03-11 17:00
expect D1 hold 4 account tax
as phuc do pause D1 ground=survey document="Trích đo"
expect refused state.not_open
as phuc do finish D1
expect refused state.not_open
expect unchanged

# Wednesday 5.5 hours, Thursday and Friday 8 each, Monday 5: 26 hours and a half of the tax office.
at 2026-03-09 14:00
as phuc do resume D1
expect D1 state open
expect D1 holder vpdk.dk officer phuc
expect D1 work 4 = 26h30m
expect D1 due 2026-03-12 17:00
expect D1 apology 2026-03-11 17:00
# The promise stands as it was printed, and a pause that is not the citizen's own doesn't move
# the lived date (rule 26).
expect D1 promise 2026-03-09 17:00
expect D1 lived 2026-03-09 17:00
expect D1 work-sum
as phuc do resume D1
expect refused state.not_waiting
expect unchanged

# The wait runs past its own limit: it is told, and the dossier stays with whom it waits for.
story Rule 3: the limit of the wait is its own
store 2026-03-02 07:30
person lan clerk of ttpvhcc
person hoa head of ttpvhcc
person kien head of vpdk.dk
person phuc officer of vpdk.dk

at 08:00
as lan do receive_new D1 procedure=1.012783 channel=counter receiving=ttpvhcc owner="Nguyễn Văn Thử"
as lan do hand_over D1 outcome=forward
as phuc do take D1
at 09:00
as phuc do pause D1 ground=survey document="Hợp đồng trích đo số 2"
expect D1 holder survey
# Fifteen working days from 2 March: 3–6 (4), 9–13 (9), 16–20 (14), Monday 23.
expect D1 hold 4 due 2026-03-23 17:00
at 2026-03-24 08:00
expect timeline D1 contains reminded which=expired
expect D1 state waiting
expect D1 holder survey

# Land is allotted: 15 calendar days from Monday 2 March end on Tuesday 17. Five calendar days are
# held (5, 6, 7, 8 and 9 March); the 22nd is a Sunday, so Monday 23, close of office (R7).
story Rule 3: a pause in a limit of calendar days
store 2026-03-02 07:30
person lan clerk of ttpvhcc
person hoa head of ttpvhcc
person dat head of so-nnmt.dd
person thu officer of so-nnmt.dd

at 08:00
as lan do receive_new D1 procedure=X-GIAODAT channel=counter receiving=ttpvhcc \
	owner="Công ty Thử Nghiệm"
expect D1 promise 2026-03-17 17:00
as lan do hand_over D1 outcome=forward
as thu do take D1
at 2026-03-04 10:00
as thu do pause D1 ground=tax document="Phiếu chuyển thuế số 3"
expect D1 holder tax
at 2026-03-09 10:00
as thu do resume D1
expect D1 due 2026-03-23 17:00

story Rule 3: no other ground stops the clock, and none repairs a date already missed
store 2026-03-02 07:30
person lan clerk of 25195.mc
person hoa head of 25195.mc
person minh head of 25195.kt
person tuan officer of 25195.kt
person ban clerk of ttpvhcc
person kien head of vpdk.dk
person phuc officer of vpdk.dk
person vinh head of ttpvhcc

at 08:00
as lan do receive_new D1 procedure=1.001612 channel=counter receiving=25195.mc owner="Nguyễn Văn Thử"
as lan do hand_over D1 outcome=forward
as tuan do take D1
# A household business knows no wait for the tax office, and no officer may invent one.
as tuan do pause D1 ground=tax document="Phiếu chuyển thuế"
expect refused pause.ground "rule 3"
as tuan do pause D1 ground=busy document="Nhiều việc"
expect refused pause.ground "rule 3"
# Waiting for the citizen needs a notice that reached them (rule 4).
as tuan do pause D1 ground=supplement document="Chờ dân"
expect refused pause.needs_notice "rule 4"
expect unchanged

as ban do receive_new D2 procedure=1.012783 channel=counter receiving=ttpvhcc owner="Lê Thị Mẫu"
as ban do hand_over D2 outcome=forward
as phuc do take D2
# Due on Monday 9 at 17:00; sent to the tax office on the 10th, back on the 12th: late all the same.
at 2026-03-10 08:00
expect timeline D2 contains overdue_marked
as phuc do pause D2 ground=tax document="Phiếu chuyển thuế số 4"
at 2026-03-12 08:00
as phuc do resume D2
expect D2 due 2026-03-09 17:00
expect list late = D1 D2
