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

# Several at once, each with a clock of its own; a quorum of opinions. "Not competent" is an answer and no
# opinion, silence is none. Until there are enough, or the time is out, the matter is not closed.
story Rule 31: many asked at once, with a quorum
store 2026-03-03 07:30
person duc officer of 25195.vhxh
person nga head of 25195.vhxh
person quy head of 25195.mttq
person mai head of 25195.mc
person minh head of 25195.kt
person chu head of 25195
person pho deputy of 25195

at 2026-03-03 09:00
as duc do register_matter M1 unit=25195.vhxh number=12/CV dated=2026-03-02 sender="Trường Mẫu" question="Hỏi"
as duc do ask_on_matter M1 limit=12h
expect refused matter.nobody
as duc do ask_on_matter M1 units=25195.mttq,25195.vhxh limit=12h
expect refused opinion.own_unit
as duc do ask_on_matter M1 units=25195.mttq,25195.mc quorum=3 limit=12h
expect refused opinion.quorum_of
as duc do ask_on_matter M1 units=25195.mttq,25195.mc members=duc limit=12h
expect refused opinion.self
# Named twice is asked once.
as duc do ask_on_matter M1 units=25195.mttq,25195.mc,25195.mttq members=chu quorum=2 limit=12h
expect kinds matter_asked matter_asked matter_asked
expect M1 open 3
expect M1 round 1 0 of 3 need 2
expect M1 owed 2 holder 25195.mc head mai
expect M1 owed 3 holder 25195 head chu
expect M1 owed 3 due 2026-03-04 14:30
as duc do ask_on_matter M1 units=25195.kt,25195.mc limit=12h
expect refused opinion.open
as duc do ask_on_matter M1 members=chu limit=12h
expect refused opinion.open
# The unit is asked through its head, the member in person.
as pho do answer_on_matter M1 number=3 answer=agree text="Thay"
expect refused right.asked
as nga do close_matter M1
expect refused matter.quorum
as quy do answer_on_matter M1 number=1 answer=not_competent text="Không thuộc chúng tôi"
expect M1 round 1 0 of 3 need 2
as chu do answer_on_matter M1 number=3 answer=agree text="Đồng ý"
expect M1 round 1 1 of 3 need 2
as nga do close_matter M1
expect refused matter.quorum
# A second round, of one unit as before.
as duc do ask_on_matter M1 unit=25195.kt limit=12h
expect M1 round 2 0 of 1 need 0
as mai do answer_on_matter M1 number=2 answer=object text="Không đồng ý"
expect M1 round 1 2 of 3 need 2
as nga do close_matter M1
expect M1 closed yes
expect M1 owed 4 stopped
rebuild
expect M1 round 1 2 of 3 need 2
expect verify

# Silent past their due, they stop nothing; that it was short is on the record.
story Rule 31: time runs out without the quorum
store 2026-03-03 07:30
person duc officer of 25195.vhxh
person nga head of 25195.vhxh
person quy head of 25195.mttq
person mai head of 25195.mc

at 2026-03-03 09:00
as duc do register_matter M1 unit=25195.vhxh number=12/CV dated=2026-03-02 sender="Trường Mẫu" question="Hỏi"
as duc do ask_on_matter M1 units=25195.mttq,25195.mc quorum=2 limit=12h
as quy do answer_on_matter M1 number=1 answer=agree text="Đồng ý"
at 2026-03-04 14:30
as nga do close_matter M1
expect refused matter.quorum
at 2026-03-04 14:31
expect M1 owed 2 silent
as nga do close_matter M1
expect kinds matter_closed
expect M1 closed yes
expect M1 round 1 1 of 2 need 2
expect verify

# Leave passes a member's question to nobody; the end of the post ends it.
story Rule 36: a member asked about a matter answers in person
store 2026-03-03 07:30
person duc officer of 25195.vhxh
person quy head of 25195.mttq
person mai head of 25195.mc
person chu head of 25195
person pho deputy of 25195

at 2026-03-03 09:00
as duc do register_matter M1 unit=25195.vhxh number=12/CV dated=2026-03-02 sender="Trường Mẫu" question="Hỏi"
as duc do ask_on_matter M1 units=25195.mttq members=chu quorum=2 limit=5d
as chu do record_leave chu from=2026-03-04T07:30 to=2026-03-05T17:00 deputy=pho
at 2026-03-04 08:00
expect M1 owed 2 holder 25195 head chu
as admin do end_assignment chu unit=25195 post=head to=2026-03-06T07:30
at 2026-03-06 08:00
expect M1 owed 2 moved
expect M1 owed 1 open
rebuild
expect verify
