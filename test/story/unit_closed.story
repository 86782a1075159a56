# A unit ends and its work goes on: the head of the successor sits at its head's post.
story A unit ends and hands its work on
store 2026-03-02 07:30
person hoa head of 25195.mc
person lan clerk of 25195.mc
person minh head of 25195.kt
person tuan officer of 25195.kt
person lien head of 25195.vhxh
at 08:00
as lan do receive_new D1 procedure=1.001612 channel=counter receiving=25195.mc owner="Nguyễn Văn Thử"
as lan do hand_over D1 outcome=forward
as tuan do take D1
as admin do assign lien unit=25195.kt post=head from="2026-03-04 00:00"
expect ok
as admin do end_assignment minh unit=25195.kt post=head to="2026-03-04 00:00"
expect ok
as admin do end_assignment tuan unit=25195.kt post=officer to="2026-03-04 00:00"
expect ok
as admin do succeed_unit 25195.kt new=25195.vhxh from=2026-03-04 scope=all
expect ok
as admin do close_unit 25195.kt to=2026-03-04
expect ok
at 2026-03-03 17:00
expect D1 holder 25195.kt officer tuan
at 2026-03-04 08:00
expect D1 holder 25195.kt head lien
expect D1 work-sum

story A post ends also after the unit's last day
store 2026-03-02 07:30
person hoa head of 25195.mc
person lan clerk of 25195.mc
person minh head of 25195.kt
person tuan officer of 25195.kt
at 08:00
as lan do receive_new D1 procedure=1.001612 channel=counter receiving=25195.mc owner="Nguyễn Văn Thử"
as lan do hand_over D1 outcome=forward
as tuan do take D1
as admin do close_unit 25195.kt to=2026-03-03
expect ok
at 2026-03-03 08:00
expect D1 holder 25195.kt officer tuan
as admin do assign lan unit=25195.kt post=officer
expect refused org.dates
as admin do end_assignment tuan unit=25195.kt post=officer
expect ok
at 08:05
expect D1 holder 25195.kt head minh
expect D1 work-sum
