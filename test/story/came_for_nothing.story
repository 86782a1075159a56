# Rule 46: whoever comes on the promised day, or later, and finds nothing is counted each time. A
# second date by form 04 does not undo it.

# Received Monday 08:00, three working days: promised Thursday 5 March 17:00.
story Rule 46: the citizen came and there was nothing
store 2026-03-02 07:30
person hoa head of 25195.mc
person lan clerk of 25195.mc
person minh head of 25195.kt
person chu head of 25195
person van records of 25195.vp
person vp head of 25195.vp
at 08:00
as lan do receive_new D1 procedure=1.001612 channel=counter receiving=25195.mc owner="Nguyễn Văn Thử"
as lan do hand_over D1 outcome=forward
at 2026-03-04 16:59
as lan do came_for_nothing D1
expect refused came.not_promised "rule 46"
expect unchanged
# On the day itself, also in the morning: a citizen cannot know the hour.
at 2026-03-05 08:00
as minh do came_for_nothing D1
expect refused right.onestop
as lan do came_for_nothing D1
expect timeline D1 contains came_for_nothing n=1
at 15:00
as chu do sign_apology D1 days=5 cause=25195.kt reason="Máy chủ hỏng"
at 2026-03-06 09:00
as hoa do came_for_nothing D1
expect timeline D1 contains came_for_nothing n=2
expect D1 work-sum
rebuild
as minh do hand_over D1 outcome=forward
as minh do finish D1
as chu do sign D1
as van do number D1 number=12 book=GCN file="Giấy chứng nhận"
as van do ready D1
as lan do came_for_nothing D1
expect refused state.not_open
