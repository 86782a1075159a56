# G1: elsewhere a screen sets the release date back to the due date, and late becomes on time.
# Here no act has such a field; a time cannot be corrected; a lawful correction leaves both values.
story G1: a late result stays late
store 2026-03-02 07:30
person lan clerk of 25195.mc
person nga head of 25195.vhxh
person chu head of 25195
person van records of 25195.vp
person hoa head of 25195.mc

at 08:00
as lan do receive_new D1 procedure=2.000908 channel=counter receiving=25195.mc owner="Trần Thị Thử"
# the same day: Monday 2 March
expect D1 due 17:00
as lan do hand_over D1 outcome=forward
at 2026-03-03 08:00
as nga do finish D1
as chu do sign D1
as van do number D1 number=1 book=BS file="copy 1"
# the clock that is written is the program's, not the writer's
as van do ready D1 ready_at="2026-03-02 16:00"
expect refused arg.unknown
expect unchanged
send {"key":"g1-a","as":"van","do":"ready","args":{"dossier":"H19.21-260302-0001"},"at":"2026-03-02T16:00:00+07:00"}
expect refused command.backward
expect unchanged
as van do ready D1
expect D1 ready 2026-03-03 08:00
expect rate official = 0/1
expect rate lived = 0/1

# what the clever would try next
as lan do correct D1 what=ready old="3 March" new="2 March" reason="looks better"
expect refused correct.what "loophole G1"
expect unchanged
send {"key":"g1-b","as":"admin","do":"overdue_time","args":{"dossier":"H19.21-260302-0001"}}
expect refused action.unknown
expect unchanged
as chu do sign_apology D1 days=5 cause=25195.vhxh reason="afterwards"
expect refused state.not_open
as nga do choose_variant D1 variant=verify reason="afterwards"
expect refused right.holder
as van do ready D1
expect refused right.records
expect D1 ready 2026-03-03 08:00
expect D1 due 2026-03-02 17:00

# a lawful correction is an entry of its own beside the old one
as lan do correct D1 what=owner old="Trần Thị Thử" new="Trần Thị Thứ" reason="misspelt"
expect kinds corrected
expect timeline D1 contains corrected what=owner
expect D1 ready 2026-03-03 08:00
expect rate official = 0/1
expect rate lived = 0/1
