story Rule 22: a paper a database holds is ticked with its source and not demanded
store 2026-03-02 07:30
person lan clerk of 25195.mc
person minh head of 25195.kt

at 08:00
# the owner's legal papers come from the population database, nothing is handed in
as lan do receive_new D1 procedure=1.001612 channel=counter receiving=25195.mc owner="Đặng Văn Sẵn" papers=form,owner:0@dancu
expect D1 state open
# without the tick the list is not whole
as lan do receive_new X procedure=1.001612 channel=counter receiving=25195.mc owner="Đặng Thị Thiếu" papers=form
expect refused paper.missing
# a source the procedure does not name
as lan do receive_new X procedure=1.001612 channel=counter receiving=25195.mc owner="Đặng Thị Lạ" papers=form,owner@yte
expect refused paper.source "rule 22"
# nothing outside the list may be asked for at all
as lan do receive_new X procedure=1.001612 channel=counter receiving=25195.mc owner="Đặng Thị Thừa" papers=form,owner,hokhau
expect refused paper.unknown "Decree 61/2018 art. 4-5"
expect unchanged
# later it may not be demanded again, by the counter or by the officer; nor may a paper outside the list
as lan do hand_over D1 outcome=forward
as minh do ask_supplement D1 wanted=minutes,owner items="legal papers again"
expect refused paper.held "rule 22; Decree 61/2018 art. 4-5"
as minh do ask_supplement D1 wanted=hokhau items="the old family book"
expect refused paper.unknown
expect unchanged
as minh do ask_supplement D1 wanted=minutes items="minutes of the household"
expect kinds taken supplement_asked
as lan do notice_delivered D1 notice=supplement how=signature
as lan do supplement_received D1 papers=hokhau
expect refused paper.unknown
as lan do supplement_received D1 papers=minutes
expect D1 state open

story Rule 22: at intake too
store 2026-03-02 07:30
person hoa head of 25195.mc
person lan clerk of 25195.mc
at 08:00
as lan do submit B1 procedure=1.001193 channel=online receiving=25195.mc owner="Đặng Thị Bé" papers=form,birth@yte,id@dancu
as lan do ask_at_intake B1 wanted=birth items="the hospital's paper"
expect refused paper.held
as lan do ask_at_intake B1 wanted=form items="the form is not signed"
expect B1 state asked
