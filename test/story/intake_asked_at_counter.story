story Papers lacking at the counter: submitted, asked for once, completed, received
store 2026-03-02 07:30
person lan clerk of 25195.mc

at 08:00
# what was brought stands on record, what is missing is asked for in one list
as lan do submit D1 procedure=1.001612 channel=counter receiving=25195.mc owner="Lê Văn Mẫu / 075090001235" papers=form
as lan do ask_at_intake D1 wanted=owner items="1. Giấy tờ pháp lý của chủ hộ"
expect D1 state asked
# the code is given at first contact; the clock has not begun
at 2026-03-04 09:00
as lan do complete_at_intake D1 papers=form
expect refused paper.missing
as lan do complete_at_intake D1 papers=form,owner
as lan do receive D1 papers=form,owner
expect D1 state open
# three working days after the day of reception, not of the first visit
expect D1 due 2026-03-09T17:00

# a portal takes whole submissions only
as portal do submit X procedure=1.001612 channel=online receiving=25195.mc owner="Lê Thị Mẫu" papers=form
expect refused paper.missing "Decree 61/2018 art. 17"

story How the result is wanted stands in the submission
store 2026-03-02 07:30
person lan clerk of 25195.mc

at 08:00
as lan do receive_new X procedure=1.001612 channel=counter receiving=25195.mc owner="Lê Văn Mẫu" result_by=pigeon
expect refused intake.result_by "Decree 61/2018 art. 20"
as lan do receive_new D1 procedure=1.001612 channel=counter receiving=25195.mc owner="Lê Văn Mẫu" result_by=post
expect D1 state open
