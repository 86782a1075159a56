# One account at two machines: acts from one, then from another, then from the first again within ten minutes,
# without signing out. The ledger says so in an entry of its own, and whoever has the account is asked (rule 34).

story One account at two machines: somebody else works under it meanwhile
store 2026-03-02 07:30
person lan clerk of 25195.mc
person minh head of 25195.kt
person tuan officer of 25195.kt
at 08:00
as lan at counter do receive_new D1 procedure=1.001612 channel=counter receiving=25195.mc owner="Nguyễn Văn Thử"
as lan at counter do hand_over D1 outcome=forward
as lan at counter do receive_new D2 procedure=1.001612 channel=counter receiving=25195.mc owner="Trần Thị Mẫu"
as lan at counter do hand_over D2 outcome=forward
as tuan at desk do take D1
at 08:04
as tuan at elsewhere do take D2
expect kinds taken
at 08:09:59
as tuan at desk do attach D1 what=draft file="%PDF-1.4 draft"
expect kinds file_attached two_machines
signals
owed S1 by tuan
expect S1 what two_machines
expect S1 state told
expect S1 owed 1 holder 25195.kt officer tuan
# Once a day is enough.
as tuan at elsewhere do attach D2 what=draft file="%PDF-1.4 draft"
as tuan at desk do attach D1 what=draft file="%PDF-1.4 another"
expect kinds file_attached
signals
expect owes tuan = 1
rebuild
expect verify
at 2026-03-03 08:00
as tuan at desk do attach D1 what=draft file="%PDF-1.4 third"
as tuan at elsewhere do attach D2 what=draft file="%PDF-1.4 third"
as tuan at desk do attach D1 what=draft file="%PDF-1.4 fourth"
expect kinds file_attached two_machines
signals
expect owes tuan = 2

story One account at two machines: from the counter to the desk and back, after signing out
store 2026-03-02 07:30
person lan clerk of 25195.mc
person minh head of 25195.kt
person tuan officer of 25195.kt
at 08:00
as lan at counter do receive_new D1 procedure=1.001612 channel=counter receiving=25195.mc owner="Nguyễn Văn Thử"
as lan at counter do hand_over D1 outcome=forward
as tuan at desk do take D1
after 2m
as tuan at counter/2 do attach D1 what=draft file="%PDF-1.4 draft"
after 2m
as tuan at desk/2 do attach D1 what=draft file="%PDF-1.4 another"
expect kinds file_attached
# Two people at one counter are two people.
as lan at counter do receive_new D2 procedure=1.001612 channel=counter receiving=25195.mc owner="Trần Thị Mẫu"
as tuan at counter/3 do attach D1 what=draft file="%PDF-1.4 third"
as lan at counter do hand_over D2 outcome=forward
expect kinds handed_over
signals
expect owes tuan = 0
expect owes lan = 0

story One account at two machines: there and back takes longer than the rule set's ten minutes
store 2026-03-02 07:30
person lan clerk of 25195.mc
person minh head of 25195.kt
person tuan officer of 25195.kt
at 08:00
as lan at counter do receive_new D1 procedure=1.001612 channel=counter receiving=25195.mc owner="Nguyễn Văn Thử"
as lan at counter do hand_over D1 outcome=forward
as tuan at desk do take D1
at 08:05
as tuan at counter do attach D1 what=draft file="%PDF-1.4 draft"
at 08:10:01
as tuan at desk do attach D1 what=draft file="%PDF-1.4 another"
expect kinds file_attached
signals
expect owes tuan = 0

story One account at two machines: programs and the command line have none
store 2026-03-02 07:30
person lan clerk of 25195.mc
person minh head of 25195.kt
person tuan officer of 25195.kt
at 08:00
as lan at counter do receive_new D1 procedure=1.001612 channel=counter receiving=25195.mc owner="Nguyễn Văn Thử"
as lan at counter do hand_over D1 outcome=forward
as tuan at desk do take D1
as tuan do attach D1 what=draft file="%PDF-1.4 draft"
as tuan at desk do attach D1 what=draft file="%PDF-1.4 another"
expect kinds file_attached
# What is refused is no act.
as tuan at elsewhere do take D1
expect refused *
as tuan at desk do attach D1 what=draft file="%PDF-1.4 third"
expect kinds file_attached
signals
expect owes tuan = 0
