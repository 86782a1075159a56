story Rule 28: lateness has an age in working days
store 2026-03-02 07:30
person lan clerk of 25195.mc
person minh head of 25195.kt
at 08:00
# nothing solved: not measured, and nothing is made up
expect rate official = 0/0
expect rate lived = 0/0
as lan do receive_new D1 procedure=1.001612 channel=counter receiving=25195.mc owner="Châu Văn Quên"
# due Thursday 5 March
at 2026-03-05 17:00
expect D1 age none
at 2026-03-05 17:00:01
expect D1 age 5
# the fifth working day after is Thursday 12
at 2026-03-12 16:00
expect D1 age 5
at 2026-03-13 07:00
expect D1 age 30
# the 30th is Thursday 16 April
at 2026-04-16 16:00
expect D1 age 30
at 2026-04-17 07:00
expect D1 age 90
# the 90th is Tuesday 14 July: 26 and 27 April, 30 April, 1 May are off
at 2026-07-14 16:00
expect D1 age 90
at 2026-07-15 07:00
expect D1 age more

story Rule 28: dormant is who waits without an act, in any state
store 2026-03-02 07:30
person lan clerk of 25195.mc
person hoa head of 25195.mc
person minh head of 25195.kt
person tuan officer of 25195.kt
at 08:00
as lan do receive_new D1 procedure=1.001612 channel=counter receiving=25195.mc owner="Châu Văn Mở"
as lan do receive_new D2 procedure=1.001612 channel=counter receiving=25195.mc owner="Châu Văn Chờ"
as lan do submit D3 procedure=1.001612 channel=online receiving=25195.mc owner="Châu Văn Gửi"
as lan do receive_new D4 procedure=1.001612 channel=counter receiving=25195.mc owner="Châu Văn Rút"
as lan do withdraw D4 reason="no"
as lan do hand_over D1 outcome=forward
as lan do hand_over D2 outcome=forward
as minh do ask_supplement D2 items="minutes"
as lan do notice_delivered D2 notice=supplement how=signature
at 2026-03-06 16:00
expect D1 dormant no
# the fifth working day after Monday 2 is Monday 9; that D1 was marked overdue and D3 unanswered meanwhile
# is nobody's act
at 2026-03-09 08:00
expect timeline D1 contains overdue_marked
expect timeline D3 contains answer_overdue
expect D1 dormant yes
expect D2 dormant yes
expect D3 dormant yes
expect D4 dormant no
as tuan do take D1
expect D1 dormant no
