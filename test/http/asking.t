#!/usr/bin/perl
# Asking for papers: what came with the same dossier may be asked for again, and a late
# or second request is the head's to sign (rule 14), never out of reach.
use strict;
use warnings;
use utf8;
use FindBin;
use lib $FindBin::Bin;
use Office;
use Test::More;

my $o = Office->new(clock => '2026-03-02T08:00', people => { lan => 'clerk 25195.mc', tuan => 'officer 25195.kt',
	minh => 'head 25195.kt', chu => 'head 25195' });
my %person = (name => 'Nguyễn Thị Thử', id_number => '075190001234');
my @papers = ({ paper => 'form', originals => 1 }, { paper => 'owner', copies => 1 });
my ($earlier) = $o->act([ portal => submit => { procedure => '1.001612', channel => 'online', receiving => '25195.mc',
	owner => {%person}, papers => [@papers] } ]);
my ($short) = $o->act([ lan => receive_new => { procedure => '1.001612', channel => 'counter', receiving => '25195.mc',
	owner => { name => 'Lê Thị Mẫu', id_number => '075190004321' } } ]);
my %d = (dossier => $short->{code});
$o->act([ lan => hand_over => { %d, outcome => 'forward' } ], [ tuan => take => {%d} ],
	[ tuan => ask_supplement => { %d, items => 'Biên bản họp.', wanted => ['minutes'] }, '2026-03-02T08:01' ],
	[ lan => notice_delivered => { %d, notice => 'supplement', how => 'signature' }, '2026-03-02T08:02' ],
	[ lan => supplement_received => { %d, papers => [ { paper => 'minutes', copies => 1 } ] }, '2026-03-02T08:03' ]);
$o->serve(clock => '2026-03-02T08:10');

# --- before reception ---
my $path = "/counter/online/$earlier->{code}";
my $page = $o->get('lan', $path);
is($page->{status}, 200, 'a submission that waits');
unlike($page->{body}, qr/không yêu cầu lại/, 'holds nothing against itself');
my %ask = (do => 'ask', items => 'Bản chụp giấy tờ pháp lý mờ, không đọc được.', paper => 'form',
	'checked-for' => $earlier->{code});
my $asked = $o->post('lan', $path, %ask);
unlike($asked->{body}, qr/không được yêu cầu lại/, 'what came with it may be asked for again');
is($asked->{status}, 303, 'and is') or diag($asked->{body} =~ /role="alert">(.*?)<\/div>/s);
like((join ' ', $o->kinds($earlier->{code})), qr/intake_asked$/, 'which is entered');

# --- once more ---
my $dossier = "/dossiers/$short->{code}";
my $form    = $o->get('tuan', $dossier)->{body};
like($form, qr{action="\Q$dossier\E/act/ask_supplement}, 'the officer is offered a second request');
my ($minh) = $form =~ m{<select[^>]*name="signer".*?<option value="(\w+)">Minh}s;
ok($minh, 'with who may sign it');
my %again = (items => 'Bản sao căn cước của thành viên thứ hai.', wanted => 'owner');
is($o->post('tuan', "$dossier/act/ask_supplement", %again)->{status}, 403, 'not without a signature');
is($o->post('tuan', "$dossier/act/ask_supplement", %again, signer => $minh)->{status}, 403, 'nor without the reason');
is($o->post('tuan', "$dossier/act/ask_supplement", %again, signer => $minh, why => 'Biên bản mới có thêm một thành viên.')->{status},
	303, 'asked with both');
is((scalar grep { $_ eq 'supplement_asked' } $o->kinds($short->{code})), 2, 'which is entered too');
done_testing;
