import { idOf, openTraining } from '../testing/open-training.js';

it('the programme names the instruments it rests on', async () => {
  await using training = await openTraining();
  expect(await training.data('{ programmes { id titleEn startedOn legalDocuments { number } } }')).toEqual({
    programmes: [
      {
        id: idOf('Programme', 'truyen-thong-chinh-sach'),
        titleEn: 'Policy communication and the network of spokespersons',
        startedOn: '2023-03-21',
        legalDocuments: [{ number: '07/CT-TTg' }, { number: '765/QĐ-BTTTT' }, { number: '2017/BTTTT-CBC' }],
      },
    ],
  });
});
