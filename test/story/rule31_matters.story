# Rule 31: an opinion can be asked on a registered paper that is no dossier: number, day, sender,
# question. The same clocks run; silence is shown and the answer stays owed (rule 29).

# Asked on Tuesday 3 March at 09:00, 12 working hours: 6.5 h that day, 5.5 h on Wednesday, to 14:30.
story Rule 31: a question about a paper has a clock, and silence is on the record
store 2026-03-03 07:30
person nga head of 25195.vhxh
person duc officer of 25195.vhxh
person quy head of 25195.mttq
person lam officer of 25195.mttq
person lan clerk of 25195.mc
person mai head of 25195.mc

at 2026-03-03 09:00
# Not by somebody of another room.
as lan do register_matter M0 unit=25195.vhxh number=12/CV dated=2026-03-02 sender="Trường Mẫu" question="Hỏi việc hỗ trợ"
expect refused right.matter
# Nor a paper of tomorrow.
as duc do register_matter M0 unit=25195.vhxh number=12/CV dated=2026-03-04 sender="Trường Mẫu" question="Hỏi việc hỗ trợ"
expect refused matter.future
as duc do register_matter M1 unit=25195.vhxh number=12/CV dated=2026-03-02 sender="Trường Mẫu" question="Hỏi việc hỗ trợ"
expect M1 kind registered
expect M1 open 0
as duc do ask_on_matter M1 unit=25195.vhxh limit=12h
expect refused opinion.own_unit
as duc do ask_on_matter M1 unit=25195.mttq limit=12h
expect M1 owed 1 open
expect M1 owed 1 holder 25195.mttq head quy
expect M1 owed 1 due 2026-03-04 14:30
as duc do ask_on_matter M1 unit=25195.mttq limit=12h
expect refused opinion.open
# The ladder: half of the time is Tuesday at 16:30, a working day before the due is Tuesday at 14:30:
# what comes first is said, and half says nothing more then.
expect M1 owed 1 reminded no
expect next-tick 2026-03-03 14:30
# Nobody answers for the unit asked.
as duc do answer_on_matter M1 number=1 answer=agree text="Thay"
expect refused right.asked

at 2026-03-03 14:30
expect M1 owed 1 reminded day_before
expect next-tick 2026-03-04 14:30:01
as lam do supplement_on_matter M1 number=1 text="Thêm"
expect refused opinion.unanswered

at 2026-03-04 14:30
expect M1 owed 1 open
at 2026-03-04 14:31
expect M1 owed 1 silent
expect M1 open 1
at 2026-03-05 08:00
as lam do answer_on_matter M1 number=1 answer=perhaps text="Có lẽ"
expect refused opinion.answer
as lam do answer_on_matter M1 number=2 answer=agree text="Đồng ý"
expect refused opinion.none
as lam do answer_on_matter M1 number=1 answer=conditions text="Đồng ý, cần thêm danh sách"
expect M1 owed 1 conditions
expect M1 open 0
as lam do answer_on_matter M1 number=1 answer=agree text="Sửa lại"
expect refused opinion.answered
# It stands as given; it is added to.
as duc do supplement_on_matter M1 number=1 text="Nói thay"
expect refused right.asked
as lam do supplement_on_matter M1 number=3 text="Kèm danh sách"
expect refused opinion.none
as lam do supplement_on_matter M1 number=1 text="Kèm danh sách"
expect kinds matter_supplemented
expect M1 owed 1 conditions
expect M1 owed 1 supplements 1

# Closed, nothing is owed any more, and nothing can be asked.
as duc do ask_on_matter M1 unit=25195.mc limit=12h
expect M1 owed 2 holder 25195.mc head mai
as nga do close_matter M1
expect M1 closed yes
expect M1 open 0
expect M1 owed 2 stopped
as duc do ask_on_matter M1 unit=25195.mc limit=12h
expect refused matter.closed
as duc do close_matter m000000000000a
expect refused matter.unknown
expect verify

# Five days from Tuesday 3 March 09:00: to Tuesday 10 at 17:00, 46.5 hours. Half of it is Friday at 08:15,
# one working day before the due Monday at 17:00.
story Rule 31: the same ladder as of dossiers
store 2026-03-03 07:30
person duc officer of 25195.vhxh
person quy head of 25195.mttq

at 2026-03-03 09:00
as duc do register_matter M1 unit=25195.vhxh number=12/CV dated=2026-03-02 sender="Trường Mẫu" question="Hỏi"
as duc do ask_on_matter M1 unit=25195.mttq limit=5d
expect M1 owed 1 due 2026-03-10 17:00
expect next-tick 2026-03-06 08:15
at 2026-03-06 08:15
expect M1 owed 1 reminded half
expect next-tick 2026-03-09 17:00
at 2026-03-09 17:00
expect M1 owed 1 reminded day_before
expect next-tick 2026-03-10 17:00:01
at 2026-03-10 17:01
expect M1 owed 1 silent
rebuild
expect M1 owed 1 reminded day_before
expect verify

story Rule 7: what is owed in a matter moves with leave, and comes back
store 2026-03-03 07:30
person duc officer of 25195.vhxh
person quy head of 25195.mttq
person tam deputy of 25195.mttq

at 2026-03-03 09:00
as duc do register_matter M1 unit=25195.vhxh number=12/CV dated=2026-03-02 sender="Trường Mẫu" question="Hỏi"
as duc do ask_on_matter M1 unit=25195.mttq limit=5d
as quy do record_leave quy from=2026-03-04T07:30 to=2026-03-05T17:00 deputy=tam
expect M1 owed 1 holder 25195.mttq head quy
at 2026-03-04 08:00
expect M1 owed 1 holder 25195.mttq head tam
at 2026-03-05 17:01
expect M1 owed 1 holder 25195.mttq head quy
expect verify
