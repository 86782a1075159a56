# Rule 9: an act time before its entry is accepted only for reception: by a numbered receipt of a
# declared outage, by post (arrival stamp), through the portal; and for import-open. It may only
# favour the citizen; both times show. A delivered notice counts from its entry.

story Rule 9: at the counter the time is the time
store 2026-03-03 07:30
person lan clerk of 25195.mc
person hoa head of 25195.mc
person minh head of 25195.kt

at 09:00
as lan do receive_new D1 procedure=1.001612 channel=counter receiving=25195.mc \
	owner="Nguyễn Văn Thử" received_at=2026-03-02T09:00
expect refused intake.backdated "rule 9"
as lan do receive_new D1 procedure=1.001612 channel=counter receiving=25195.mc \
	owner="Nguyễn Văn Thử" arrived_at=2026-03-02T09:00
expect refused intake.arrival "rule 9"
as lan do receive_new D1 procedure=1.001612 channel=counter receiving=25195.mc \
	owner="Nguyễn Văn Thử" received_at=2026-03-04T09:00
expect refused intake.future "rule 9"
as lan do receive_new D1 procedure=1.001612 channel=counter receiving=25195.mc \
	owner="Nguyễn Văn Thử" receipt_no=GT-7 received_at=2026-03-02T09:00
expect refused intake.receipt_no "rule 9"
expect unchanged
as lan do receive_new D1 procedure=1.001612 channel=counter receiving=25195.mc owner="Nguyễn Văn Thử"
expect D1 received 09:00
expect D1 promise 2026-03-06 17:00

# The power failed on Monday 2 March from 08:00 to 16:00; paper receipts GT-1 to GT-20 were written.
# Entered on Tuesday, the dossier has Monday's reception, code and promise: 3, 4, 5 March.
story Rule 9: a numbered receipt of a declared outage
store 2026-03-03 07:30
person lan clerk of 25195.mc
person hoa head of 25195.mc
person minh head of 25195.kt
person ba clerk of 25210.mc
person bay head of 25210.mc

at 08:00
as lan do declare_outage 25195 from=2026-03-02T08:00 to=2026-03-02T16:00 series=GT first=1 last=20 \
	reason="Mất điện"
expect refused right.admin
as admin do declare_outage 25195 from=2026-03-02T08:00 to=2026-03-02T16:00 series=GT first=1 last=0 \
	reason="Mất điện"
expect refused org.outage_numbers "rule 9"
as admin do declare_outage 25195 from=2026-02-02T08:00 to=2026-03-02T16:00 series=GT first=1 last=20 \
	reason="Mất điện"
expect refused org.outage_length "rule 9"
as admin do declare_outage 25195 from=2026-03-02T08:00 to=2026-03-02T16:00 series=GT first=1 last=20 \
	reason="Mất điện"
at 09:00
as lan do receive_new D1 procedure=1.001612 channel=counter receiving=25195.mc \
	owner="Nguyễn Văn Thử" receipt_no=GT-7 received_at=2026-03-02T14:00
expect D1 received 2026-03-02 14:00
expect timeline D1 contains received at=09:00 receipt_no=GT-7 received_at=2026-03-02T14:00:00+07:00
expect D1 code H19.21-260302-0001
expect D1 promise 2026-03-05 17:00
# The minutes since two o'clock are the counter's: 3 on Monday, 1.5 on Tuesday.
expect D1 work 1 = 4h30m
expect D1 work-sum
# Its number stands for this dossier, however it is written.
as lan do receive_new D2 procedure=1.001612 channel=counter receiving=25195.mc \
	owner="Lê Thị Mẫu" receipt_no=GT-7 received_at=2026-03-02T15:00
expect refused intake.receipt_used "rule 9"
as lan do receive_new D2 procedure=1.001612 channel=counter receiving=25195.mc \
	owner="Lê Thị Mẫu" receipt_no=GT-007 received_at=2026-03-02T15:00
expect refused intake.receipt_used
# Another number, another hour, another office.
as lan do receive_new D2 procedure=1.001612 channel=counter receiving=25195.mc \
	owner="Lê Thị Mẫu" receipt_no=GT-21 received_at=2026-03-02T14:00
expect refused intake.receipt_no "rule 9"
as lan do receive_new D2 procedure=1.001612 channel=counter receiving=25195.mc \
	owner="Lê Thị Mẫu" receipt_no=GT-8 received_at=2026-03-02T16:00
expect refused intake.receipt_no
as ba do receive_new D2 procedure=1.001612 channel=counter receiving=25210.mc \
	owner="Lê Thị Mẫu" receipt_no=GT-8 received_at=2026-03-02T14:00
expect refused intake.receipt_no
expect unchanged
rebuild
as lan do receive_new D2 procedure=1.001612 channel=counter receiving=25195.mc \
	owner="Lê Thị Mẫu" receipt_no=GT-7 received_at=2026-03-02T15:00
expect refused intake.receipt_used

# A letter reached the counter on Friday 27 February at 15:00 and is entered on Monday: it counts
# from the stamp (rule 18): 2, 3, 4 March.
story Rule 9: the arrival stamp of the post
store 2026-03-02 07:30
person lan clerk of 25195.mc
person hoa head of 25195.mc
person minh head of 25195.kt

at 09:00
as lan do receive_new D1 procedure=1.001612 channel=post receiving=25195.mc \
	owner="Nguyễn Văn Thử" arrived_at=2026-02-27T15:00
expect D1 received 2026-02-27 15:00
expect D1 code H19.21-260227-0001
expect D1 promise 2026-03-04 17:00
expect D1 work 1 = 3h30m
# It may only favour the citizen: no reception after the stamp, none before it.
as lan do receive_new D2 procedure=1.001612 channel=post receiving=25195.mc \
	owner="Lê Thị Mẫu" arrived_at=2026-02-27T15:00 received_at=2026-03-02T08:00
expect refused intake.stamp "rule 9"
as lan do receive_new D2 procedure=1.001612 channel=post receiving=25195.mc \
	owner="Lê Thị Mẫu" arrived_at=2026-02-27T15:00 received_at=2026-02-26T08:00
expect refused intake.backdated "rule 9"
as lan do receive_new D2 procedure=1.001612 channel=post receiving=25195.mc \
	owner="Lê Thị Mẫu" arrived_at=2026-03-03T08:00
expect refused intake.future "rule 9"
expect unchanged

# The letter lacks a paper: asked for at intake, which arrives on Wednesday. The limit runs from the
# complete file, not from the first envelope (L2): Wednesday 4 March, so 5, 6 and Monday 9.
story Rule 9: a letter completed later counts from its completion
store 2026-03-02 07:30
person lan clerk of 25195.mc
person hoa head of 25195.mc
person minh head of 25195.kt

at 09:00
as lan do submit D1 procedure=1.001612 channel=post receiving=25195.mc \
	owner="Nguyễn Văn Thử" arrived_at=2026-02-27T15:00
as lan do ask_at_intake D1 items="Biên bản họp của thành viên hộ"
at 2026-03-04 10:00
as lan do complete_at_intake D1
as lan do receive D1
expect D1 received 2026-03-04 10:00
expect D1 promise 2026-03-09 17:00
expect D1 code H19.21-260227-0001

# Through the portal: not before the citizen sent it, not after now.
story Rule 9: through the portal
store 2026-03-02 07:30
person lan clerk of 25195.mc
person hoa head of 25195.mc
person minh head of 25195.kt

at 09:00
as lan do submit D1 procedure=1.001612 channel=online receiving=25195.mc \
	owner="Nguyễn Văn Thử" arrived_at=2026-02-28T20:00
expect D1 submitted 2026-02-28 20:00
expect D1 code H19.21-260228-0001
at 11:00
as lan do receive D1 received_at=2026-02-28T19:00
expect refused intake.backdated
as lan do receive D1 received_at=2026-03-02T12:00
expect refused intake.future
as lan do receive D1 received_at=2026-03-02T10:00
expect D1 received 10:00
expect timeline D1 contains received at=11:00

# A dossier of the former system comes with its printed date, and is never "on time" by itself.
story Rule 9: import of what was open before
store 2026-03-02 07:30
person lan clerk of 25195.mc
person hoa head of 25195.mc
person minh head of 25195.kt

at 09:00
as lan do import_open D1 code=H19.21-260225-0042 source=cu procedure=1.001612 channel=counter \
	receiving=25195.mc owner="Nguyễn Văn Thử" received_at=2026-02-25T10:00 due=2026-03-02T17:00
expect refused right.admin
as admin do import_open D1 code=H19.21-260225-0042 source=cu procedure=1.001612 channel=counter \
	receiving=25195.mc owner="Nguyễn Văn Thử" received_at=2026-02-25T10:00 due=2026-03-02T17:00
expect D1 imported yes
expect D1 received 2026-02-25 10:00
expect D1 due 2026-03-02 17:00
expect D1 code H19.21-260225-0042
# Our custody, and our minutes, begin with the import.
expect D1 hold 1 from 09:00
expect D1 work-sum
