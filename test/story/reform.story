# law.md 8: units end; their successors go on with what is in hand. Dues stay, the minutes already
# spent stay with who spent them, and nothing is asked of the citizen.

# Birth registration, in the hands of two wards that became part of one on 1 July 2025.
story Law 8: an ended ward's dossiers go on in the ward that succeeds it
store 2025-06-16 07:30
as admin do add_unit x25201.mc role=onestop type=onestop name="Một cửa cũ" from=2025-01-01 parent=x25201 profile=A
as admin do add_unit x25201.vhxh role=room type=room name="Phòng VHXH cũ" from=2025-01-01 parent=x25201 profile=A
as admin do add_unit x25201.vp role=room type=room name="Văn phòng cũ" from=2025-01-01 parent=x25201 profile=A
person sau head of x25201
person tu head of x25201.vhxh
person ba officer of x25201.vhxh
person be officer of x25201.vhxh

at 2025-06-30 08:00
as admin do import_open D1 code=H10.1-250630-0001 source=old procedure=1.001193 channel=counter receiving=x25201.mc competent=x25201 owner="Nguyễn Thị Thử" received_at=2025-06-30T07:45 due=2025-07-02T17:00 step=s2 holder=ba
as admin do import_open D2 code=H10.1-250630-0002 source=old procedure=1.001193 channel=counter receiving=x25201.mc competent=x25201 owner="Trần Văn Thử" received_at=2025-06-30T07:45 due=2025-07-02T17:00 step=s2 holder=be
expect D1 holder x25201.vhxh officer ba
# While the ward exists, nothing passes on.
as admin do succeed_dossier D1 minutes=BB-01
expect refused reform.nothing

# On the day: one of the two officers has a post in the new ward, the other has none.
at 2025-07-01 07:30
person moi head of 25195
person nam head of 25195.vhxh
person ba officer of 25195.vhxh
as ba do take D1
as admin do succeed_dossier D1 minutes=BB-01 competent=25210
expect refused reform.successor
as admin do succeed_dossier D1 minutes=BB-01
expect D1 holder 25195.vhxh officer ba
expect D1 taken yes
expect D1 due 2025-07-02 17:00
expect D1 work-sum
as admin do succeed_dossier D2 minutes=BB-01
expect D2 holder 25195.vhxh head nam
expect D2 taken no
expect timeline D2 contains succeeded minutes=BB-01
# Done once, there is nothing more to do.
as admin do succeed_dossier D2 minutes=BB-01
expect refused reform.nothing
as ba do finish D1
expect D1 step s3
expect D1 holder 25195 head moi

story Law 8: a divided unit's dossier goes where people say, and a wrong passing is put right
store 2025-06-16 07:30
as admin do add_unit x25201.mc role=onestop type=onestop name="Một cửa cũ" from=2025-01-01 parent=x25201 profile=A
as admin do add_unit x25201.vhxh role=room type=room name="Phòng VHXH cũ" from=2025-01-01 parent=x25201 profile=A
as admin do add_unit x25201.vp role=room type=room name="Văn phòng cũ" from=2025-01-01 parent=x25201 profile=A
# Its territory is divided between the two; what is archived goes to a third.
as admin do succeed_unit x25201 new=25210 from=2025-07-01 scope=territory
as admin do succeed_unit x25201 new=25217 from=2025-07-01 scope=archive
as admin do succeed_unit x25201 new=25220 from=2025-07-01 scope=somehow
expect refused org.scope
person tu head of x25201.vhxh
person sau head of x25201.mc
at 2025-06-30 08:00
as admin do import_open D1 code=H10.1-250630-0001 source=old procedure=1.001193 channel=counter receiving=x25201.mc competent=x25201 owner="Nguyễn Thị Thử" received_at=2025-06-30T07:45 due=2025-07-02T17:00 step=s2

at 2025-07-01 07:30
person nam head of 25195.vhxh
person hai head of 25210.vhxh
person an head of 25195.mc
as admin do succeed_dossier D1 minutes=BB-01
expect refused reform.which
as admin do succeed_dossier D1 minutes=BB-01 competent=25210
expect D1 holder 25210.vhxh head hai
expect D1 due 2025-07-02 17:00
# To the other one, by other minutes; a third that has nothing to do with it is no way.
as admin do succeed_dossier D1 minutes=BB-02 competent=25220
expect refused reform.lasts
as admin do succeed_dossier D1 minutes=BB-02 competent=25195
expect D1 holder 25195.vhxh head nam
expect timeline D1 contains succeeded minutes=BB-02
expect D1 work-sum
# The old ward goes on after all: what was passed on comes back.
as admin do keep_unit x25201
as admin do succeed_dossier D1 minutes=BB-03 competent=x25201
expect D1 holder x25201.vhxh head tu
expect D1 due 2025-07-02 17:00
as admin do succeed_dossier D1 minutes=BB-03
expect refused reform.nothing

story Law 8: what a unit that ended owed in a matter is owed by its successor
store 2025-06-16 07:30
as admin do add_unit x25201.vhxh role=room type=room name="Phòng VHXH cũ" from=2025-01-01 parent=x25201 profile=A
person tu head of x25201.vhxh
person duc officer of dn
at 2025-06-27 08:00
as duc do register_matter M1 unit=dn number=12/CV dated=2025-06-26 sender="Trường Mẫu" question="Hỏi"
as duc do ask_on_matter M1 unit=x25201.vhxh limit=20d
expect M1 owed 1 holder x25201.vhxh head tu
at 2025-07-01 07:30
person nam head of 25195.vhxh
as admin do end_assignment tu unit=x25201.vhxh post=head
at 2025-07-01 07:31
expect M1 owed 1 holder 25195.vhxh head nam
expect M1 owed 1 open
