# All of it holds between rooms of one agency as well as between agencies: an opinion with its ladder and
# its silence, whose lateness that is, a contest, what is overdue passed up, the apology. The two stories
# have the same sentences; only the units differ.

# 1.001612, three working days: received Monday 2 March 08:00, promised Thursday 17:00. Asked on Monday
# 09:00, 8 hours: half of them is Monday 14:30, the due Tuesday 09:00.
story Between rooms of one agency
store 2026-03-02 07:30
person lan clerk of 25195.mc
person minh head of 25195.kt
person tuan officer of 25195.kt
person nga head of 25195.vhxh
person chu head of 25195
at 08:00
as lan do receive_new D1 procedure=1.001612 channel=counter receiving=25195.mc owner="Nguyễn Văn Thử"
as lan do hand_over D1 outcome=forward
as tuan do take D1
at 09:00
as tuan do ask_opinion D1 units=25195.vhxh question="Có vướng quy hoạch chợ không?" limit=8h signer=minh
expect D1 opinion 1 holder 25195.vhxh head nga
expect D1 opinion 1 due 2026-03-03 09:00
at 10:00
as tuan do contest D1 reason=field text="Không phải việc của phòng" named=25195.vhxh
expect D1 contest 1 holder 25195 head chu
at 11:00
as chu do rule_contest D1 ruling=dismissed text="Đúng việc của phòng"
expect D1 contest 1 dismissed
at 14:30
expect timeline D1 contains reminded which=half at=14:30
at 2026-03-03 09:00
expect timeline D1 lacks opinion_silent
expect next-tick 2026-03-03 09:00:01
at 09:01
expect timeline D1 contains opinion_silent n=1 at=09:00:01
# At opening of Wednesday an apology is drafted: by then nobody is over the plan but the silent room.
at 2026-03-04 07:30
expect timeline D1 contains apology_drafted n=1 why=day cause=25195.vhxh
expect obligations 25195.vhxh = 2
as nga do answer_opinion D1 number=1 answer=agree text="Không vướng"
expect timeline D1 contains opinion_answered n=1 answer=agree
as nga do answer_opinion D1 number=1 answer=object text="Nghĩ lại"
expect refused opinion.answered
as nga do supplement_opinion D1 number=1 text="Kèm bản vẽ"
expect timeline D1 contains opinion_supplemented n=1
at 2026-03-05 17:01
expect timeline D1 contains escalated n=1
expect D1 work-sum
rebuild
expect verify

story Between agencies
store 2026-03-02 07:30
person lan clerk of 25195.mc
person minh head of 25195.kt
person tuan officer of 25195.kt
person sang head of so-ct
person chu head of 25195
person chutich head of dn
at 08:00
as lan do receive_new D1 procedure=1.001612 channel=counter receiving=25195.mc owner="Nguyễn Văn Thử"
as lan do hand_over D1 outcome=forward
as tuan do take D1
at 09:00
as tuan do ask_opinion D1 units=so-ct question="Có vướng quy hoạch chợ không?" limit=8h signer=minh
expect D1 opinion 1 holder so-ct head sang
expect D1 opinion 1 due 2026-03-03 09:00
at 10:00
as tuan do contest D1 reason=field text="Không phải việc của phòng" named=so-ct
expect D1 contest 1 holder 25195 head chu
at 11:00
as chu do rule_contest D1 ruling=dismissed text="Đúng việc của phòng"
expect D1 contest 1 dismissed
at 14:30
expect timeline D1 contains reminded which=half at=14:30
at 2026-03-03 09:00
expect timeline D1 lacks opinion_silent
expect next-tick 2026-03-03 09:00:01
at 09:01
expect timeline D1 contains opinion_silent n=1 at=09:00:01
at 2026-03-04 07:30
expect timeline D1 contains apology_drafted n=1 why=day cause=so-ct
expect obligations so-ct = 2
as sang do answer_opinion D1 number=1 answer=agree text="Không vướng"
expect timeline D1 contains opinion_answered n=1 answer=agree
as sang do answer_opinion D1 number=1 answer=object text="Nghĩ lại"
expect refused opinion.answered
as sang do supplement_opinion D1 number=1 text="Kèm bản vẽ"
expect timeline D1 contains opinion_supplemented n=1
at 2026-03-05 17:01
expect timeline D1 contains escalated n=1
expect D1 work-sum
rebuild
expect verify
