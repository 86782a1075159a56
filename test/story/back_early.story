# Rule 7: whoever is back early says so, or the head does: from then on the leave is over. A
# delegation can be taken back before its last day, too.

story Rule 7: back early from leave
store 2026-03-02 07:30
person lan clerk of 25195.mc
person minh head of 25195.kt
person pho deputy of 25195.kt
person tuan officer of 25195.kt
person yen officer of 25195.kt
at 08:00
as minh do record_leave minh from=2026-03-03T07:30 to=2026-03-06T17:00
as minh do record_leave tuan from=2026-03-09T07:30 to=2026-03-10T17:00 deputy=yen
at 2026-03-03 08:00
as lan do receive_new D1 procedure=1.001612 channel=counter receiving=25195.mc owner="Nguyễn Văn Thử"
as lan do hand_over D1 outcome=forward
# The head is away: what nobody has taken waits with the deputy.
expect D1 holder 25195.kt head pho
at 2026-03-04 09:00
as tuan do end_leave minh from=2026-03-03T07:30
expect refused right.self
as minh do end_leave minh from=2026-03-02T07:30
expect refused org.no_leave "rule 7"
expect unchanged
as minh do end_leave minh from=2026-03-03T07:30
expect kinds leave_ended
as minh do end_leave minh from=2026-03-03T07:30
expect refused org.no_leave
# Back: it is the head's again.
after 1m
expect D1 holder 25195.kt head minh
# A leave that has not begun is as if it had never been.
as minh do end_leave tuan from=2026-03-09T07:30
as tuan do take D1
at 2026-03-09 08:00
expect D1 holder 25195.kt officer tuan
reopen store
expect D1 holder 25195.kt officer tuan

story A delegation is taken back
store 2026-03-02 07:30
person lan clerk of 25195.mc
person minh head of 25195.kt
person chu head of 25195
at 08:00
as chu do delegate chu to=minh unit=25195 post=head until=2026-03-31T17:00
as lan do receive_new D1 procedure=1.001612 channel=counter receiving=25195.mc owner="Nguyễn Văn Thử"
as lan do hand_over D1 outcome=forward
as minh do hand_over D1 outcome=forward
as minh do finish D1
at 09:00
as chu do end_delegation chu to=minh unit=25195 post=head from=2026-03-02T08:00
expect kinds delegation_ended
as chu do end_delegation chu to=minh unit=25195 post=head from=2026-03-02T08:00
expect refused org.no_delegation
as minh do sign D1
expect refused right.signer
reopen store
as minh do sign D1
expect refused right.signer
