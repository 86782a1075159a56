story Rule 24: an import by mistake is taken back on the record
store 2026-03-02 07:30
person hoa head of 25195.mc
person lan clerk of 25195.mc
person minh head of 25195.kt
at 08:00
as admin do import_open I1 code=H19.21-260225-0007 source=cu procedure=1.001612 channel=counter receiving=25195.mc owner="Trương Văn Cũ" received_at=2026-02-25T08:00 due=2026-03-02T17:00 step=s2 batch=thang3
as admin do import_open I2 code=H19.21-260225-0008 source=cu procedure=1.001612 channel=counter receiving=25195.mc owner="Trương Thị Cũ" received_at=2026-02-25T08:00 due=2026-03-02T17:00 step=s2 batch=thang3
as admin do import_open I3 code=H19.21-260210-0003 source=cu procedure=1.001612 channel=counter receiving=25195.mc owner="Trương Thị Cũ" received_at=2026-02-10T08:00 due=2026-02-13T17:00 ready_at=2026-02-12T10:00 closed_at=2026-02-13T09:00 batch=thang3
as minh do take I2
expect timeline I1 contains imported batch=thang3

# late by now, which is nobody's act
at 2026-03-03 08:00
expect list late = I1 I2
as minh do undo_import I1 reason="nhầm bảng"
expect refused right.admin
as admin do undo_import I1 reason="nhầm bảng"
expect I1 state undone
expect list late = I2
expect list open = I2
expect list unit 25195.kt = I2
expect I1 work-sum
expect timeline I1 = imported overdue_marked apology_drafted escalated import_undone
# somebody acted on the other
as admin do undo_import I2 reason="nhầm bảng"
expect refused import.acted
as admin do undo_import I3 reason="nhầm bảng"
expect I3 state undone
expect count imported = 1

# nothing more can be done with it
as minh do take I1
expect refused import.undone
as admin do undo_import I1 reason="lần nữa"
expect refused import.undone
at 2026-05-03 08:00
expect timeline I1 = imported overdue_marked apology_drafted escalated import_undone

# the code is free for the dossier it should have been
as admin do import_open I4 code=H19.21-260225-0007 source=cu procedure=1.001612 channel=counter receiving=25195.mc owner="Trương Văn Cũ" received_at=2026-02-25T09:00 due=2026-05-06T17:00 step=s2
expect I4 code H19.21-260225-0007
expect list open = I2 I4
as admin do undo_import I4 reason="vẫn nhầm"
as admin do import_open I5 code=H19.21-260225-0007 source=cu procedure=1.001612 channel=counter receiving=25195.mc owner="Trương Văn Cũ" received_at=2026-02-25T10:00 due=2026-05-06T17:00 step=s2
expect list open = I2 I5

# what came in here is no import
as lan do receive_new D1 procedure=1.001612 channel=counter receiving=25195.mc owner="Trương Văn Mới"
as admin do undo_import D1 reason="nhầm"
expect refused import.not_imported
