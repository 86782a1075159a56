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
expect refused paper.source "rules.md 22"
# nothing outside the list may be asked for at all
as lan do receive_new X procedure=1.001612 channel=counter receiving=25195.mc owner="Đặng Thị Thừa" papers=form,owner,hokhau
expect refused paper.unknown "law.md L14"
expect unchanged
