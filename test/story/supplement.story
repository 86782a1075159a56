# What a lawful request for supplement does to the clock: nothing until the
# citizen has the notice in hand; then the dossier is the citizen's, not the office's.
story A supplement at appraisal stops the clock only once it is delivered
store 2026-03-02 07:30
person hoa head of 25195.mc
person lan clerk of 25195.mc
person minh head of 25195.kt
person tuan officer of 25195.kt
at 08:00
as lan do receive_new D1 procedure=1.001612 channel=counter receiving=25195.mc owner="Nguyễn Văn Thử"
as lan do hand_over D1 outcome=forward
as tuan do take D1
at 10:00
as tuan do ask_supplement D1 items="Thiếu bản sao biên bản họp"
expect D1 state open
expect D1 due 2026-03-05 17:00
expect D1 supplements 1
at 11:00
as lan do tell D1 notice=supplement how=sms
expect D1 state open
at 14:00
as lan do notice_delivered D1 notice=supplement how=code
expect D1 state waiting
expect D1 due none
expect D1 holder citizen
at 2026-03-04 09:00
as lan do supplement_received D1 papers=form,owner,minutes
expect D1 state open
expect D1 due 2026-03-09 17:00
expect D1 promise 2026-03-05 17:00
expect D1 lived 2026-03-09 17:00
expect D1 work-sum
expect list open = D1
expect verify
