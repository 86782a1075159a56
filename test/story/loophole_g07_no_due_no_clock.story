# G7: elsewhere a dossier without a due date counts as on time.
# Here a running clock always has one; where none can be computed the dossier is refused.
story G7: no due date is an error
store 2026-03-02 07:30
person lan clerk of 25195.mc
person minh head of 25195.kt
person hoa head of 25195.mc

at 08:00
as lan do receive_new D1 procedure=1.001612 channel=counter receiving=25195.mc owner="Hồ Văn Thử"
expect D1 due 2026-03-05 17:00
expect D1 work-sum
as admin do import_open I1 code=H19.21-260201-0007 source=old procedure=1.001612 channel=counter receiving=25195.mc owner="Hồ Thị Thử" received_at=2026-02-27T08:00
expect refused arg.missing
as admin do import_open I1 code=H19.21-260201-0007 source=old procedure=1.001612 channel=counter receiving=25195.mc owner="Hồ Thị Thử" received_at=2026-02-27T08:00 due=2026-02-26T17:00
expect refused import.times
as admin do import_open I1 code=H19.21-260201-0007 source=old procedure=1.001612 channel=counter receiving=25195.mc owner="Hồ Thị Thử" received_at=2026-02-27T08:00 due=2026-03-04T17:00
expect I1 due 2026-03-04 17:00
# only a lawful wait shows none, and then the wait's own limit
as lan do hand_over D1 outcome=forward
as minh do ask_supplement D1 items="minutes"
as lan do notice_delivered D1 notice=supplement how=signature
expect D1 due none
expect D1 hold 3 due 2026-04-01 17:00
expect rate official = 0/0

story G7: beyond the calendar nothing is promised
# holidays are known or assumed up to 2030: a limit that would end later is refused at the counter
store 2030-12-30 07:30
person lan clerk of 25195.mc
at 08:00
as lan do receive_new D1 procedure=1.001612 channel=counter receiving=25195.mc owner="Hồ Văn Thử"
expect refused c*
expect unchanged
