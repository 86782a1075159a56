# Rule 29: many are asked at once, each with a clock of its own; silence is entered by itself and is
# nobody's vote; an answer stands as given and is only added to.

# Investment in principle from July 2026: step s3 asks four departments, 120 hours each. Asked on
# Tuesday 7 July at 09:00 they have 15 working days, to Tuesday 28 at 09:00; half of that is
# Thursday 16 at 14:30, one working day before it is Monday 27 at 09:00.
story Rule 29: one command asks all that the step lists
store 2026-07-06 07:30
person lan clerk of ttpvhcc
person tam head of so-tc.dt
person tra officer of so-tc.dt
person xuan head of so-xd
person moi head of so-nnmt
person cong head of so-ct
person noi head of so-nv

at 08:00
as lan do receive_new D1 procedure=X-CHUTRUONG channel=counter receiving=ttpvhcc owner="Công ty Thử"
as lan do hand_over D1 outcome=forward
as tra do take D1
as tra do attach D1 what=draft file="%PDF-1.4 the project" name="Đề xuất dự án"
at 2026-07-07 09:00
as tra do hand_over D1 outcome=forward
expect D1 step s3
as tra do ask_opinion D1 question="Dự án có phù hợp quy hoạch ngành không?" files=2
expect refused opinion.file
as tra do ask_opinion D1 question="Dự án có phù hợp quy hoạch ngành không?" files=1
expect kinds opinion_asked opinion_asked opinion_asked opinion_asked
expect D1 opinions 4
expect D1 round 1 asked 4
expect D1 round 1 files 1
expect D1 round 1 quorum 0
expect D1 opinion 3 holder so-ct head cong
expect D1 opinion 3 due 2026-07-28 09:00
# All of them were asked; whoever still owes an answer is not asked once more.
as tra do ask_opinion D1 question="Hỏi lại"
expect refused opinion.nobody
as tra do ask_opinion D1 units=so-xd question="Hỏi lại"
expect refused opinion.open
expect unchanged

expect next-tick 2026-07-16 14:30
at 2026-07-16 14:31
expect timeline D1 contains reminded which=half
expect timeline D1 lacks reminded which=day_before
expect next-tick 2026-07-27 09:00

at 2026-07-20 10:00
as moi do supplement_opinion D1 number=2 text="Kèm bản đồ"
expect refused opinion.unanswered
as xuan do answer_opinion D1 number=1 answer=agree text="Phù hợp quy hoạch"
as xuan do answer_opinion D1 number=1 answer=object text="Nghĩ lại"
expect refused opinion.answered
as xuan do supplement_opinion D1 number=1 text="Kèm bản đồ quy hoạch"
expect timeline D1 contains opinion_supplemented n=1
as moi do supplement_opinion D1 number=1 text="Nói thay"
expect refused right.asked
expect D1 opinion 1 agree

at 2026-07-27 09:01
expect timeline D1 contains reminded which=day_before
expect next-tick 2026-07-28 09:00:01
at 2026-07-28 09:01
expect D1 opinion 1 agree
expect D1 opinion 2 silent
expect D1 round 1 silent 3
expect D1 round 1 votes 1
expect D1 round 1 owed 3
as moi do answer_opinion D1 number=2 answer=conditions text="Đồng ý, kèm điều kiện"
expect D1 round 1 votes 2
expect D1 round 1 owed 2
# Nobody set a quorum: the silent stop nothing.
as tra do hand_over D1 outcome=forward
expect D1 step s4
expect timeline D1 lacks handed_over short=1
expect D1 work-sum

# Step s6 asks the members of the provincial People's Committee by itself as soon as the office has
# sent the dossier there: two deputies of the chairman, five heads of departments. 24 hours from
# Wednesday 8 July 09:00 are three days, to Monday 13 at 09:00. Four of seven are the majority.
story Rule 29: the members of the committee answer in person
store 2026-07-06 07:30
person lan clerk of ttpvhcc
person tra officer of so-tc.dt
person kien head of vp-ubnd.kt
person van officer of vp-ubnd.kt
person chu head of dn
person bach deputy of dn
person hai deputy of dn
person tai head of so-tc
person xuan head of so-xd
person moi head of so-nnmt
person cong head of so-ct
person noi head of so-nv
person phu deputy of so-nnmt

at 08:00
as lan do receive_new D1 procedure=X-CHUTRUONG channel=counter receiving=ttpvhcc owner="Công ty Thử"
as lan do hand_over D1 outcome=forward
as tra do take D1
as tra do hand_over D1 outcome=forward
as tra do hand_over D1 outcome=forward
as tra do take D1
as tra do hand_over D1 outcome=forward
as van do take D1
at 2026-07-08 09:00
as van do hand_over D1 outcome=forward
expect kinds handed_over opinion_asked opinion_asked opinion_asked opinion_asked opinion_asked opinion_asked opinion_asked
expect D1 step s6
expect D1 holder vp-ubnd.kt officer van
expect timeline D1 contains opinion_asked standard=yes
expect D1 round 1 asked 7
expect D1 round 1 quorum 4
expect D1 opinion 1 holder dn deputy bach
expect D1 opinion 5 holder so-nnmt head moi
expect D1 opinion 5 due 2026-07-13 09:00
# It is too early to go on, and the chairman votes for no deputy of his.
as van do hand_over D1 outcome=forward
expect refused opinion.quorum "rule 29"
as chu do answer_opinion D1 number=1 answer=agree text="Thay"
expect refused right.asked
as bach do answer_opinion D1 number=1 answer=agree text="Nhất trí"
as hai do answer_opinion D1 number=2 answer=conditions text="Nhất trí, bổ sung phương án giao thông"
as xuan do answer_opinion D1 number=4 answer=object text="Chưa phù hợp quy hoạch"
as noi do answer_opinion D1 number=7 answer=not_competent text="Không thuộc lĩnh vực"
# "Not competent" is an answer, but no vote.
expect D1 round 1 votes 3
expect D1 round 1 owed 3

# Who is on leave still has the question: nobody votes in their place.
at 2026-07-08 10:00
as moi do record_leave moi from=2026-07-08T13:00 to=2026-07-15T07:30 deputy=phu
at 2026-07-09 08:00
expect D1 opinion 5 holder so-nnmt head moi
as phu do answer_opinion D1 number=5 answer=agree text="Thay"
expect refused right.asked
# Who has left the post is asked no more, and has not voted.
as admin do end_assignment cong unit=so-ct post=head
at 2026-07-09 08:01
expect timeline D1 contains opinion_lapsed n=6
as cong do answer_opinion D1 number=6 answer=agree text="Muộn"
expect refused right.*
as van do hand_over D1 outcome=forward
expect refused opinion.quorum

at 2026-07-09 14:00
as tai do answer_opinion D1 number=3 answer=agree text="Nhất trí"
expect D1 round 1 votes 4
as van do hand_over D1 outcome=forward
expect D1 step s7
expect timeline D1 lacks handed_over short=1
at 2026-07-13 09:01
expect D1 opinion 5 silent
expect timeline D1 contains opinion_silent n=5 effect=escalates
expect D1 round 1 votes 4
expect D1 work-sum

# A household business lists nobody: the head signs, and says how many must answer. Eight hours
# from Monday 2 March 09:00 are over on Tuesday at 09:00.
story Rule 29: what ran out without its quorum goes on, and that is said
store 2026-03-02 07:30
person lan clerk of 25195.mc
person minh head of 25195.kt
person tuan officer of 25195.kt
person sang head of so-ct
person xuan head of so-xd

at 08:00
as lan do receive_new D1 procedure=1.001612 channel=counter receiving=25195.mc owner="Nguyễn Văn Thử"
as lan do hand_over D1 outcome=forward
as tuan do take D1
at 09:00
as tuan do ask_opinion D1 units=so-ct,so-xd question="Ngành nghề này?" limit=8h signer=minh quorum=3
expect refused opinion.quorum_of
as tuan do ask_opinion D1 members=tuan question="Ngành nghề này?" limit=8h signer=minh
expect refused opinion.self
as tuan do ask_opinion D1 units=so-ct,so-xd question="Ngành nghề này?" limit=8h signer=minh quorum=2
expect D1 opinion 2 due 2026-03-03 09:00
expect timeline D1 lacks opinion_asked after_half=yes
as sang do answer_opinion D1 number=1 answer=agree text="Được"
as tuan do hand_over D1 outcome=forward
expect refused opinion.quorum
at 2026-03-03 09:01
expect D1 opinion 2 silent
# The same once more: that stands with the question (rule 30), and when it came.
at 2026-03-04 10:00
as tuan do ask_opinion D1 units=so-ct question="Chắc chưa?" limit=4h signer=minh
expect timeline D1 contains opinion_asked n=3 again=1 after_half=yes
as tuan do hand_over D1 outcome=forward
expect timeline D1 contains handed_over short=1
expect D1 step s3
expect D1 work-sum
